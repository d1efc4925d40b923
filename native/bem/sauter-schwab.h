// Quadrature for pairs of panels that share corners: relative coordinates take the singularity out.
// Source: Sauter and Schwab, Boundary Element Methods, Springer 2011, ch. 5.
#pragma once

#include "common/types.h"

namespace waveguide::bem {

/// A point pair on the reference triangles 0 ≤ u2 ≤ u1 ≤ 1, point = A0 + u1 (A1 − A0) + u2 (A2 − A1); the
/// shared corners come first and in the same order in both. Weights sum to 1/4.
struct PairPoint {
  double x1, x2, y1, y2, weight;
};

/// Rule for 3 (coincident), 2 (edge) or 1 (vertex) shared corners, `order` Gauss points per axis: 6, 5 or 2
/// times order⁴ pairs. Throws Error(internal) for another count.
[[nodiscard]] std::vector<PairPoint> sauterSchwabRule(int sharedCount, int order);

/// Directions of y − x and their weights. Column per point; weights with hat i of x and hat j of y at row 3 i
/// + j.
struct StaticPairRule {
  Eigen::ArrayXd x1, x2, y1, y2;  // y − x = y1 (T1 − T0) + y2 (T2 − T1) − x1 (S1 − S0) − x2 (S2 − S1)
  Eigen::Matrix<double, 9, Eigen::Dynamic> singleWeights;    // for 1/r
  Eigen::Matrix<double, 9, Eigen::Dynamic> gradientWeights;  // for d·n/r³
};

/// The same sums for k = 0. Along ξ, with a shared edge along η1 and with all corners shared along η2 too, y
/// − x only changes its length and 1/r is a power of it, so these axes are summed in advance: 6·order,
/// 5·order² or 2·order³ points for 3, 2 or 1 shared corners. Coincident panels have no d·n; their gradient
/// weights mean nothing.
[[nodiscard]] StaticPairRule staticSauterSchwabRule(int sharedCount, int order);

}  // namespace waveguide::bem
