// Quadrature on triangles and intervals.
#pragma once

#include "common/types.h"

namespace waveguide::bem {

/// Barycentric points; weights sum to 1 (times the area gives the integral).
struct TriangleRule {
  std::vector<std::array<double, 3>> points;
  std::vector<double> weights;
};

/// Symmetric rule with 1, 3, 6, 7, 12 or 16 inner points (exact degree 1, 2, 4, 5, 6, 8).
/// Source: Dunavant, IJNME 21 (1985) 1129. Throws Error(internal) for another count.
[[nodiscard]] const TriangleRule& triangleRule(int pointCount);

/// Duffy-collapsed tensor Gauss rule, order² points.
[[nodiscard]] TriangleRule collapsedRule(int order);

/// The rule repeated on partsPerEdge² equal sub-triangles.
[[nodiscard]] TriangleRule subdividedRule(const TriangleRule& rule, int partsPerEdge);

/// Gauss–Legendre on (0, 1).
struct IntervalRule {
  std::vector<double> points;
  std::vector<double> weights;
};
[[nodiscard]] IntervalRule gaussRule(int pointCount);

}  // namespace waveguide::bem
