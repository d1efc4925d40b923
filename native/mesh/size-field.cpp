#include "mesh/size-field.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace waveguide::mesh {

Projection project(const GeneratorSection& section, MeridianPoint point) noexcept {
  Projection best{std::numeric_limits<double>::infinity(), section.sizes.front()};
  for (std::size_t i = 0; i + 1 < section.points.size(); ++i) {
    const MeridianPoint& from = section.points[i];
    const double dz = section.points[i + 1].z - from.z;
    const double dr = section.points[i + 1].r - from.r;
    const double along = ((point.z - from.z) * dz + (point.r - from.r) * dr) / (dz * dz + dr * dr);
    const double t = std::clamp(along, 0.0, 1.0);
    const double distance = std::hypot(from.z + t * dz - point.z, from.r + t * dr - point.r);
    if (distance < best.distance) best = {distance, (1 - t) * section.sizes[i] + t * section.sizes[i + 1]};
  }
  return best;
}

double SizeField::at(int dimension, int tag, double x, double y, double z) const noexcept {
  const MeridianPoint point{z, std::hypot(x, y)};
  const auto owners = owners_.find({dimension, tag});
  if (owners == owners_.end()) return largest();
  double size = largest();
  for (const std::size_t section : owners->second) {
    size = std::min(size, project(sections_[section], point).size);
  }
  return size;
}

double SizeField::smallest() const noexcept {
  double size = std::numeric_limits<double>::infinity();
  for (const GeneratorSection& section : sections_) {
    size = std::min(size, *std::min_element(section.sizes.begin(), section.sizes.end()));
  }
  return size;
}

double SizeField::largest() const noexcept {
  double size = 0;
  for (const GeneratorSection& section : sections_) {
    size = std::max(size, *std::max_element(section.sizes.begin(), section.sizes.end()));
  }
  return size;
}

}  // namespace waveguide::mesh
