#include "addon/geo-reading.h"

#include <string>

#include "addon/buffers.h"
#include "common/error.h"

namespace waveguide::addon {
namespace {

mesh::GeoTable readTable(const Napi::Object& job, const char* name) {
  const Napi::Object source = readObject(member(job, name), name);
  mesh::GeoTable table;
  table.kinds = readIndices(source, "kinds");
  table.tags = readIndices(source, "tags");
  table.first = readIndices(source, "first");
  table.members = readDoubles(source, "members");
  bool isSound = table.kinds.size() == table.tags.size() && table.first.size() == table.tags.size() + 1 &&
                 table.first.back() == table.members.size();
  for (std::size_t i = 0; isSound && i < table.tags.size(); ++i) {
    isSound = table.first[i] <= table.first[i + 1];
  }
  if (!isSound) throw Error(ErrorCode::option, std::string(name) + " has tables that do not fit together");
  return table;
}

mesh::GeoNumber readGeoNumber(const Napi::Value& value) {
  const Napi::Object source = readObject(value, "number");
  return {readText(source, "name"), readNumber(source, "value")};
}

mesh::GeoField readField(const Napi::Value& value) {
  const Napi::Object source = readObject(value, "field");
  mesh::GeoField field{static_cast<int>(readCount(source, "tag")),
                       readText(source, "kind"),
                       readText(source, "formula"),
                       {},
                       {}};
  const Napi::Array numbers = readArray(source, "numbers");
  for (std::uint32_t i = 0; i < numbers.Length(); ++i) field.numbers.push_back(readGeoNumber(numbers.Get(i)));
  const Napi::Array lists = readArray(source, "lists");
  for (std::uint32_t i = 0; i < lists.Length(); ++i) {
    const Napi::Object list = readObject(lists.Get(i), "list");
    field.lists.push_back({readText(list, "name"), readDoubles(list, "values")});
  }
  return field;
}

}  // namespace

mesh::GeoInput readGeo(const Napi::Object& job) {
  mesh::GeoInput input;
  input.points = readDoubles(job, "points", 5);
  input.curves = readTable(job, "curves");
  input.loops = readTable(job, "loops");
  input.surfaces = readTable(job, "surfaces");
  const Napi::Array options = readArray(job, "options");
  for (std::uint32_t i = 0; i < options.Length(); ++i) input.options.push_back(readGeoNumber(options.Get(i)));
  const Napi::Array fields = readArray(job, "fields");
  for (std::uint32_t i = 0; i < fields.Length(); ++i) input.fields.push_back(readField(fields.Get(i)));
  input.backgroundField = static_cast<int>(readCount(job, "backgroundField"));
  input.mostPieces = readCount(job, "mostPieces");
  input.printLog = member(job, "printLog").ToBoolean();
  return input;
}

}  // namespace waveguide::addon
