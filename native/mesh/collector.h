// From gmsh's nodes and elements to plain arrays.
#pragma once

#include <array>
#include <unordered_map>

#include "mesh/generator.h"

namespace waveguide::mesh {

/// Collects the triangles of single faces of the current model, their vertices numbered in the order of first
/// use. On the gmsh thread only.
class Collector {
 public:
  /// `snap`: x and y nearer than this to 0 become 0.
  Collector(SectorMesh& mesh, double snap);
  /// Makes one vertex of two nodes.
  void tie(std::size_t node, std::size_t partner);
  /// Adds the triangles of the face, as lying on section `section`.
  void add(int faceTag, std::uint32_t section);

 private:
  std::uint32_t indexOf(std::size_t node);
  /// The node that stands for all that are tied to each other.
  [[nodiscard]] std::size_t standInOf(std::size_t node) const;

  SectorMesh& mesh_;
  double snap_;
  std::unordered_map<std::size_t, std::array<double, 3>> nodes_;
  std::unordered_map<std::size_t, std::uint32_t> indices_;
  std::unordered_map<std::size_t, std::size_t> ties_;
};

}  // namespace waveguide::mesh
