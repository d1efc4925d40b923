// Triangles cut into compact blocks, and vertices numbered in the order in which the blocks use them.
#pragma once

#include "bem/panels.h"

namespace waveguide::cpu {

/// A run of neighbouring triangles.
struct Block {
  std::vector<Index> triangles;                   // of the surface
  std::vector<Index> vertices;                    // in the solver's numbering, each once
  std::vector<std::array<int, 3>> localVertices;  // per triangle: positions in `vertices`
  Vector3 centre;
  double longestEdge = 0;  // m, over the block
};

struct BlockLayout {
  std::vector<Block> blocks;
  std::vector<Index> blockOf;       // per triangle of the surface
  std::vector<Index> positionOf;    // per triangle: place inside its block
  std::vector<Index> solverVertex;  // per vertex of the surface: its number in the solver
};

/// Recursive bisection along the longest side of the centroids' box, in multiples of blockSize triangles, and
/// within each block on to runs of one vector.
[[nodiscard]] BlockLayout makeBlockLayout(const std::vector<bem::Panel>& panels, std::size_t vertexCount,
                                          std::size_t blockSize);

}  // namespace waveguide::cpu
