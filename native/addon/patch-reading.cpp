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

mesh::PlaneFace readPlane(const Napi::Value& value) {
  const Napi::Array borders = asArray(value, "planes");
  mesh::PlaneFace plane;
  for (std::uint32_t i = 0; i < borders.Length(); ++i) {
    plane.push_back(readBorder(asArray(borders.Get(i), "planes")));
  }
  return plane;
}

mesh::SplineFaces readFaces(const Napi::Object& job) {
  mesh::SplineFaces faces;
  const Napi::Array patches = readArray(job, "patches");
  for (std::uint32_t i = 0; i < patches.Length(); ++i) faces.patches.push_back(readPatch(patches.Get(i)));
  const Napi::Array planes = readArray(job, "planes");
  for (std::uint32_t i = 0; i < planes.Length(); ++i) faces.planes.push_back(readPlane(planes.Get(i)));
  return faces;
}

std::optional<mesh::BoxInput> readOptionalBox(const Napi::Object& job) {
  const Napi::Value box = member(job, "box");
  if (box.IsUndefined()) return std::nullopt;
  return readBox(box);
}

std::vector<std::size_t> readNumbers(const Napi::Object& job, const char* name) {
  const std::vector<Index> numbers = readIndices(job, name);
  return {numbers.begin(), numbers.end()};
}

mesh::CutPlanes readCutPlanes(const Napi::Object& job) {
  const std::string planes = readText(job, "cut");
  const bool isKnown = planes.empty() || planes == "x" || planes == "y" || planes == "xy";
  if (!isKnown) {
    throw Error(ErrorCode::option, R"(cut must be "", "x", "y" or "xy")");
  }
  return {planes.find('x') != std::string::npos, planes.find('y') != std::string::npos};
}

/// Of one section the lines of all azimuths.
std::vector<mesh::SizedLine> readLines(const Napi::Value& value, std::size_t azimuths) {
  const Napi::Object source = readObject(value, "sizes");
  const std::vector<double> points = readDoubles(source, "points", 2);
  const std::vector<double> sizes = readDoubles(source, "sizes");
  const std::size_t length = sizes.size() / azimuths;
  if (sizes.size() != length * azimuths || points.size() != 2 * sizes.size()) {
    throw Error(ErrorCode::option, "sizes need one point and one size for each station and azimuth");
  }
  std::vector<mesh::SizedLine> lines(azimuths);
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    mesh::SizedLine& line = lines[i / length];
    line.points.push_back({points[2 * i], points[2 * i + 1]});
    line.sizes.push_back(sizes[i]);
  }
  return lines;
}

mesh::SizeTable readSizes(const Napi::Object& job) {
  mesh::SizeTable table;
  table.azimuths = readDoubles(job, "azimuths");
  if (table.azimuths.empty()) throw Error(ErrorCode::option, "sizes need an azimuth");
  const Napi::Array sections = readArray(job, "sizes");
  for (std::uint32_t i = 0; i < sections.Length(); ++i) {
    table.sections.push_back(readLines(sections.Get(i), table.azimuths.size()));
  }
  return table;
}

}  // namespace

mesh::PatchInput readPatches(const Napi::Object& job) {
  mesh::PatchInput input{readFaces(job), readOptionalBox(job)};
  mesh::requirePatches(input);
  return input;
}

mesh::PatchSector readPatchSector(const Napi::Object& job) {
  mesh::PatchSector sector;
  sector.faces = readFaces(job);
  sector.sections = readNumbers(job, "sections");
  sector.box = readOptionalBox(job);
  sector.planes = readCutPlanes(job);
  sector.sizes = readSizes(job);
  if (sector.box) {
    const std::vector<std::size_t> box = readNumbers(job, "boxSections");
    if (box.size() != 4) throw Error(ErrorCode::option, "boxSections must have 4 numbers");
    sector.boxSections = {box[0], box[1], box[2], box[3]};
  }
  mesh::requirePatchSector(sector);
  return sector;
}

}  // namespace waveguide::addon
