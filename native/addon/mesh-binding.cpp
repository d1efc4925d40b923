#include "addon/mesh-binding.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "addon/buffers.h"
#include "addon/error-bridge.h"
#include "addon/worker.h"
#include "common/error.h"
#include "mesh/gmsh-thread.h"
#include "mesh/horn-mesher.h"

namespace waveguide::addon {
namespace {

struct MeshInput {
  std::vector<mesh::GeneratorSection> sections;
  mesh::MeshingOptions options;
};

mesh::GeneratorSection readSection(const Napi::Object& source) {
  mesh::GeneratorSection section;
  const std::string kind = readText(source, "kind");
  if (kind != "line" && kind != "spline") {
    throw Error(ErrorCode::option, R"(kind must be "line" or "spline")");
  }
  section.isSpline = kind == "spline";
  const std::vector<double> points = readDoubles(source, "points", 2);
  for (std::size_t i = 0; i < points.size(); i += 2) section.points.push_back({points[i], points[i + 1]});
  section.sizes = readDoubles(source, "sizes");
  return section;
}

MeshInput readInput(const Napi::Object& job) {
  MeshInput input;
  if (readText(job, "kind") != "revolved") throw Error(ErrorCode::option, R"(kind must be "revolved")");
  const Napi::Array list = readArray(job, "sections");
  for (std::uint32_t i = 0; i < list.Length(); ++i) {
    input.sections.push_back(readSection(readObject(list.Get(i), "sections[" + std::to_string(i) + "]")));
  }
  mesh::requireGenerator(input.sections);
  input.options.algorithm = static_cast<int>(readCount(job, "algorithm"));
  input.options.printLog = member(job, "printLog").ToBoolean();
  return input;
}

napi_value makeMesh(napi_env env, const mesh::SectorMesh& mesh) {
  return ObjectBuilder(env)
      .doubles("vertices", mesh.vertices.data(), mesh.vertices.size())
      .indices("triangles", mesh.triangles.data(), mesh.triangles.size())
      .indices("sections", mesh.sections.data(), mesh.sections.size())
      .number("secondsGeometry", mesh.secondsGeometry)
      .number("secondsMeshing", mesh.secondsMeshing)
      .value();
}

Napi::Value startMesh(const Napi::CallbackInfo& info) {
  return bridged(info, [&info]() -> Napi::Value {
    const auto input = std::make_shared<MeshInput>(readInput(readObject(info[0], "job")));
    mesh::prepareGmshThread();
    const StartedJob started = makeJob(info.Env(), info.Env().Undefined());
    mesh::runOnGmshThread([job = started.job, input] {
      runJob(job, [&input](Job& running) -> MakeValue {
        const auto result = std::make_shared<mesh::SectorMesh>(
            mesh::meshRevolved(input->sections, input->options, running.cancel));
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
