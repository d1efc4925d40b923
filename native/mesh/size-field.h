// Wanted edge length by section and place.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "mesh/generator.h"

namespace waveguide::mesh {

/// Distance of (z, r) to a polyline, and the size there.
struct Projection {
  double distance;
  double size;
};
[[nodiscard]] Projection project(const SizedLine& line, MeridianPoint point) noexcept;

/// Sizes of each section of a body along its meridians at several azimuths; between two azimuths they pass
/// linearly from one to the other.
struct SizeTable {
  std::vector<double> azimuths;                  // ascending, rad
  std::vector<std::vector<SizedLine>> sections;  // of each one line for each azimuth
};

/// gmsh asks for sizes by entity (dimension, tag) and place. An entity that several sections share gets the
/// smallest.
class SizeField {
 public:
  explicit SizeField(SizeTable table);
  /// Makes a face, its curves and its points parts of a section. On the gmsh thread only.
  void own(int faceTag, std::size_t section);
  /// Makes two curves parts of the sections of both.
  void share(int curveTag, int otherTag);
  /// Never throws: gmsh would end the process.
  [[nodiscard]] double at(int dimension, int tag, double x, double y, double z) const noexcept;
  [[nodiscard]] double smallest() const noexcept { return smallest_; }
  [[nodiscard]] double largest() const noexcept { return largest_; }

 private:
  SizeTable table_;
  double smallest_;
  double largest_ = 0;
  std::map<std::pair<int, int>, std::vector<std::size_t>> owners_;
};

/// The sizes of a body of revolution.
[[nodiscard]] SizeTable roundSizes(const std::vector<GeneratorSection>& sections);

}  // namespace waveguide::mesh
