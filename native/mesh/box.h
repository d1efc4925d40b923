// Boxes with their edges taken off, in gmsh's OpenCASCADE kernel. Lengths in mm.
#pragma once

#include <gmsh.h>

#include <array>
#include <vector>

namespace waveguide::mesh {

/// Mirror planes that a body is cut on; it lies at x ≥ 0, y ≥ 0 of them.
struct CutPlanes {
  bool x = false;
  bool y = false;
};

struct BoxInput {
  std::array<double, 3> from{};
  std::array<double, 3> to{};
  double edge = 0;  // radius of all edges, or what a chamfer takes from each side; 0: sharp
  bool isChamfered = false;
};

/// Throws Error(option) for a box without extent.
void requireBox(const BoxInput& box);

/// The solid, alone in the model so far; edges in `planes` stay sharp. On the gmsh thread only.
[[nodiscard]] gmsh::vectorpair addBox(const BoxInput& box, const CutPlanes& planes = {});

/// The same without inside: its faces but for those in `planes` and the front, in no certain order. On the
/// gmsh thread only.
[[nodiscard]] std::vector<int> addBoxFaces(const BoxInput& box, const CutPlanes& planes);

/// True for a curve or a face that lies in one of the planes. On the gmsh thread only.
[[nodiscard]] bool isOnPlane(const std::pair<int, int>& entity, const CutPlanes& planes);

}  // namespace waveguide::mesh
