// Faces of B-splines in gmsh's OpenCASCADE kernel. Lengths in mm.
#pragma once

#include <gmsh.h>

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

struct SplineFaces {
  std::vector<SplinePatch> patches;
  std::vector<PlaneFace> planes;
};

/// Refuses bases without two ascending knots or a degree, other numbers of poles than theirs, planes without
/// a border, and borders whose curves do not meet. Throws Error(option).
void requireFaces(const SplineFaces& faces);

/// The tags of the faces in the current model, patches first; each with edges of its own. Not synchronised.
/// Throws Cancelled. On the gmsh thread only.
[[nodiscard]] std::vector<int> addFaces(const SplineFaces& faces, const CancelFlag& cancel);

/// Joins faces whose edges lie on each other, and makes a solid of them where they are closed. They get new
/// tags. Not synchronised. On the gmsh thread only.
[[nodiscard]] gmsh::vectorpair sew(const std::vector<int>& faces);

}  // namespace waveguide::mesh
