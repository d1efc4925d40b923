#include "addon/mesh-binding.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "addon/buffers.h"
#include "addon/error-bridge.h"
#include "addon/geo-reading.h"
#include "addon/patch-reading.h"
#include "addon/worker.h"
#include "common/error.h"
#include "mesh/geo-mesher.h"
#include "mesh/gmsh-thread.h"
#include "mesh/horn-mesher.h"
#include "mesh/meridian.h"
#include "mesh/patch-mesher.h"
#include "mesh/patches.h"
#include "mesh/step.h"

namespace waveguide::addon {
namespace {

/// Makes the mesh of one job, on the gmsh thread.
using Mesher = std::function<mesh::MeasuredMesh(const CancelFlag&)>;

mesh::GeneratorSection readSection(const Napi::Object& source) {
  mesh::GeneratorSection section;
  const std::string kind = readText(source, "kind");
  if (kind != "line" && kind != "spline") {
    throw Error(ErrorCode::option, R"(kind must be "line" or "spline")");
  }
  section.isSpline = kind == "spline";
  const std::vector<double> points = readDoubles(source, "points", 2);
  for (std::size_t i = 0; i < points.size(); i += 2) {
    section.line.points.push_back({points[i], points[i + 1]});
  }
  section.line.sizes = readDoubles(source, "sizes");
  return section;
}

std::vector<mesh::GeneratorSection> readSections(const Napi::Object& job) {
  std::vector<mesh::GeneratorSection> sections;
  const Napi::Array list = readArray(job, "sections");
  for (std::uint32_t i = 0; i < list.Length(); ++i) {
    sections.push_back(readSection(readObject(list.Get(i), "sections[" + std::to_string(i) + "]")));
  }
  mesh::requireGenerator(sections);
  return sections;
}

mesh::MeshingOptions readOptions(const Napi::Object& job) {
  constexpr std::uint32_t delaunay = 5;
  constexpr std::uint32_t frontal = 6;
  const std::uint32_t algorithm = readCount(job, "algorithm");
  if (algorithm != delaunay && algorithm != frontal) {
    throw Error(ErrorCode::option, "algorithm must be 5 or 6");
  }
  return {static_cast<int>(algorithm), member(job, "printLog").ToBoolean()};
}

Mesher readRevolved(const Napi::Object& job) {
  return [sections = readSections(job), options = readOptions(job)](const CancelFlag& cancel) {
    return mesh::MeasuredMesh{mesh::meshRevolved(sections, options, cancel)};
  };
}

Mesher readSector(const Napi::Object& job) {
  return [sector = readPatchSector(job), options = readOptions(job)](const CancelFlag& cancel) {
    return mesh::MeasuredMesh{mesh::meshPatches(sector, options, cancel)};
  };
}

Mesher readStep(const Napi::Object& job) {
  mesh::StepInput input;
  input.path = readText(job, "path");
  input.size = readNumber(job, "size");
  input.leastSize = readNumber(job, "leastSize");
  input.mostTriangles = readCount(job, "mostTriangles");
  input.printLog = member(job, "printLog").ToBoolean();
  return [input](const CancelFlag& cancel) { return mesh::meshStep(input, cancel); };
}

/// Its mesh is empty: the file is the answer.
Mesher readWriteStep(const Napi::Object& job) {
  return [sections = readSections(job), path = readText(job, "path")](const CancelFlag& cancel) {
    mesh::writeStep(sections, path, cancel);
    return mesh::MeasuredMesh{};
  };
}

/// Its mesh is empty, too.
Mesher readWritePatches(const Napi::Object& job) {
  return [input = readPatches(job), path = readText(job, "path")](const CancelFlag& cancel) {
    mesh::writePatches(input, path, cancel);
    return mesh::MeasuredMesh{};
  };
}

Mesher readJob(const Napi::Object& job) {
  const std::string kind = readText(job, "kind");
  if (kind == "revolved") return readRevolved(job);
  if (kind == "patches") return readSector(job);
  if (kind == "step") return readStep(job);
  if (kind == "write-step") return readWriteStep(job);
  if (kind == "write-patches") return readWritePatches(job);
  if (kind != "geo") {
    throw Error(ErrorCode::option,
                R"(kind must be "revolved", "patches", "geo", "step", "write-step" or "write-patches")");
  }
  return [input = readGeo(job)](const CancelFlag& cancel) {
    return mesh::MeasuredMesh{mesh::meshGeo(input, cancel)};
  };
}

napi_value makeMesh(napi_env env, const mesh::MeasuredMesh& answer) {
  const mesh::SectorMesh& mesh = answer.mesh;
  return ObjectBuilder(env)
      .doubles("vertices", mesh.vertices.data(), mesh.vertices.size())
      .indices("triangles", mesh.triangles.data(), mesh.triangles.size())
      .indices("sections", mesh.sections.data(), mesh.sections.size())
      .number("secondsGeometry", mesh.secondsGeometry)
      .number("secondsMeshing", mesh.secondsMeshing)
      .number("area", answer.area)
      .number("volume", answer.volume)
      .value();
}

Napi::Value startMesh(const Napi::CallbackInfo& info) {
  return bridged(info, [&info]() -> Napi::Value {
    const Mesher mesher = readJob(readObject(info[0], "job"));
    mesh::prepareGmshThread();
    const StartedJob started = makeJob(info.Env(), info.Env().Undefined());
    mesh::runOnGmshThread([job = started.job, mesher] {
      runJob(job, [&mesher](Job& running) -> MakeValue {
        const auto result = std::make_shared<mesh::MeasuredMesh>(mesher(running.cancel));
        return [result](napi_env env) { return makeMesh(env, *result); };
      });
    });
    return started.handle;
  });
}

}  // namespace

void exportMesh(Napi::Env env, Napi::Object exports) {
  exports.Set("mesh", Napi::Function::New(env, startMesh));
}

}  // namespace waveguide::addon
