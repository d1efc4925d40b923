// Wanted edge length by section and place.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "mesh/generator.h"

namespace waveguide::mesh {

/// Distance of (z, r) to a section's polyline, and the size there.
struct Projection {
  double distance;
  double size;
};
[[nodiscard]] Projection project(const GeneratorSection& section, MeridianPoint point) noexcept;

/// gmsh asks for sizes by entity (dimension, tag) and place. An entity that several sections share gets the
/// smallest.
class SizeField {
 public:
  explicit SizeField(const std::vector<GeneratorSection>& sections) : sections_(sections) {}
  void assign(int dimension, int tag, std::size_t section) { owners_[{dimension, tag}].push_back(section); }
  /// Never throws: gmsh would end the process.
  [[nodiscard]] double at(int dimension, int tag, double x, double y, double z) const noexcept;
  [[nodiscard]] double smallest() const noexcept;
  [[nodiscard]] double largest() const noexcept;

 private:
  const std::vector<GeneratorSection>& sections_;
  std::map<std::pair<int, int>, std::vector<std::size_t>> owners_;
};

}  // namespace waveguide::mesh
