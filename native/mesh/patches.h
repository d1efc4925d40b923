// Bodies given as B-spline patches, through gmsh's OpenCASCADE kernel. Lengths in mm.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "common/cancel.h"

namespace waveguide::mesh {

/// Clamped, with simple inner knots: knots.size() + degree − 1 poles.
struct SplineBasis {
  int degree = 0;
  std::vector<double> knots;  // distinct, ascending
};

struct SplineCurve {
  std::vector<double> poles;  // 3·P: x, y, z
  SplineBasis basis;
};

/// A tensor product; the poles run along u first.
struct SplinePatch {
  std::vector<double> poles;
  SplineBasis u;
  SplineBasis v;
};

/// Closed borders in one plane, the outer one first; each curve begins where the last one ends.
using PlaneFace = std::vector<std::vector<SplineCurve>>;

struct BoxInput {
  std::array<double, 3> from{};
  std::array<double, 3> to{};
  double edge = 0;  // radius of all edges, or what a chamfer takes from each side; 0: sharp
  bool isChamfered = false;
};

struct PatchInput {
  std::vector<SplinePatch> patches;
  std::vector<PlaneFace> planes;
  std::optional<BoxInput> box;
};

/// Refuses bases without two ascending knots or a degree, other numbers of poles than theirs, and planes
/// without a border, boxes without extent. Throws Error(option).
void requirePatches(const PatchInput& input);

/// Sews all faces to one closed solid and writes it, or the box that it is cut out of. Throws
/// Error(meshFailed), also when no closed solid comes of it, Cancelled. On the gmsh thread only.
void writePatches(const PatchInput& input, const std::string& path, const CancelFlag& cancel);

}  // namespace waveguide::mesh
