#include "mesh/size-field.h"

#include <gmsh.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "common/types.h"

namespace waveguide::mesh {
namespace {

constexpr double nearness = 1e-9;  // rad

/// Two neighbours in a table of azimuths, and the share of the second.
struct Bracket {
  std::size_t from;
  std::size_t to;
  double share;
};

/// Places beyond the ends of the table get the nearer end.
Bracket bracketOf(const std::vector<double>& azimuths, double azimuth) noexcept {
  const double turned = azimuth < azimuths.front() - nearness ? azimuth + 2 * pi : azimuth;
  const auto above = std::upper_bound(azimuths.begin(), azimuths.end(), turned);
  if (above == azimuths.begin()) return {0, 0, 0};
  const auto from = static_cast<std::size_t>(above - azimuths.begin()) - 1;
  if (above == azimuths.end()) return {from, from, 0};
  return {from, from + 1, (turned - azimuths[from]) / (*above - azimuths[from])};
}

}  // namespace

Projection project(const SizedLine& line, MeridianPoint point) noexcept {
  Projection best{std::numeric_limits<double>::infinity(), line.sizes.front()};
  for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
    const MeridianPoint& from = line.points[i];
    const double dz = line.points[i + 1].z - from.z;
    const double dr = line.points[i + 1].r - from.r;
    const double along = ((point.z - from.z) * dz + (point.r - from.r) * dr) / (dz * dz + dr * dr);
    const double t = std::clamp(along, 0.0, 1.0);
    const double distance = std::hypot(from.z + t * dz - point.z, from.r + t * dr - point.r);
    if (distance < best.distance) best = {distance, (1 - t) * line.sizes[i] + t * line.sizes[i + 1]};
  }
  return best;
}

SizeField::SizeField(SizeTable table)
    : table_(std::move(table)), smallest_(std::numeric_limits<double>::infinity()) {
  for (const std::vector<SizedLine>& lines : table_.sections) {
    for (const SizedLine& line : lines) {
      for (const double size : line.sizes) {
        smallest_ = std::min(smallest_, size);
        largest_ = std::max(largest_, size);
      }
    }
  }
}

void SizeField::own(int faceTag, std::size_t section) {
  constexpr int face = 2;
  gmsh::vectorpair parts;
  gmsh::vectorpair ends;
  gmsh::model::getBoundary({{face, faceTag}}, parts, false, false);
  gmsh::model::getBoundary({{face, faceTag}}, ends, false, false, true);
  parts.insert(parts.end(), ends.begin(), ends.end());
  parts.emplace_back(face, faceTag);
  for (const auto& part : parts) owners_[part].push_back(section);
}

void SizeField::share(int curveTag, int otherTag) {
  constexpr int curve = 1;
  std::vector<std::size_t>& one = owners_[{curve, curveTag}];
  std::vector<std::size_t>& other = owners_[{curve, otherTag}];
  one.insert(one.end(), other.begin(), other.end());
  other = one;
}

double SizeField::at(int dimension, int tag, double x, double y, double z) const noexcept {
  const auto owners = owners_.find({dimension, tag});
  if (owners == owners_.end()) return largest_;
  const MeridianPoint point{z, std::hypot(x, y)};
  const auto [from, to, share] = bracketOf(table_.azimuths, std::atan2(y, x));
  double size = largest_;
  for (const std::size_t section : owners->second) {
    const std::vector<SizedLine>& lines = table_.sections[section];
    const double here = project(lines[from], point).size;
    const double next = from == to ? here : project(lines[to], point).size;
    size = std::min(size, (1 - share) * here + share * next);
  }
  return size;
}

SizeTable roundSizes(const std::vector<GeneratorSection>& sections) {
  SizeTable table{{0}, {}};
  for (const GeneratorSection& section : sections) table.sections.push_back({section.line});
  return table;
}

}  // namespace waveguide::mesh
