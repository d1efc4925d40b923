#include "addon/patch-reading.h"

#include <string>
#include <utility>

#include "addon/buffers.h"
#include "common/error.h"

namespace waveguide::addon {
namespace {

mesh::SplineCurve readCurve(const Napi::Value& value) {
  const Napi::Object source = readObject(value, "curve");
  return {readDoubles(source, "poles", 3),
          {static_cast<int>(readCount(source, "degree")), readDoubles(source, "knots")}};
}

std::vector<mesh::SplineCurve> readBorder(const Napi::Array& source) {
  std::vector<mesh::SplineCurve> border;
  for (std::uint32_t i = 0; i < source.Length(); ++i) border.push_back(readCurve(source.Get(i)));
  return border;
}

mesh::SplinePatch readPatch(const Napi::Value& value) {
  const Napi::Object source = readObject(value, "patch");
  return {readDoubles(source, "poles", 3),
          {static_cast<int>(readCount(source, "degreeU")), readDoubles(source, "knotsU")},
          {static_cast<int>(readCount(source, "degreeV")), readDoubles(source, "knotsV")}};
}

mesh::BoxInput readBox(const Napi::Value& value) {
  const Napi::Object source = readObject(value, "box");
  const std::vector<double> corners = readDoubles(source, "corners");
  if (corners.size() != 6) throw Error(ErrorCode::option, "corners must have 6 numbers");
  return {{corners[0], corners[1], corners[2]},
          {corners[3], corners[4], corners[5]},
          readNumber(source, "edge"),
          member(source, "isChamfered").ToBoolean()};
}

Napi::Array asArray(const Napi::Value& value, const char* name) {
  if (!value.IsArray()) throw Error(ErrorCode::option, std::string(name) + " must be an array");
  return value.As<Napi::Array>();
}

}  // namespace

mesh::PatchInput readPatches(const Napi::Object& job) {
  mesh::PatchInput input;
  const Napi::Array patches = readArray(job, "patches");
  for (std::uint32_t i = 0; i < patches.Length(); ++i) input.patches.push_back(readPatch(patches.Get(i)));
  const Napi::Array planes = readArray(job, "planes");
  for (std::uint32_t i = 0; i < planes.Length(); ++i) {
    const Napi::Array borders = asArray(planes.Get(i), "planes");
    mesh::PlaneFace plane;
    for (std::uint32_t j = 0; j < borders.Length(); ++j) {
      plane.push_back(readBorder(asArray(borders.Get(j), "planes")));
    }
    input.planes.push_back(std::move(plane));
  }
  const Napi::Value box = member(job, "box");
  if (!box.IsUndefined()) input.box = readBox(box);
  mesh::requirePatches(input);
  return input;
}

}  // namespace waveguide::addon
