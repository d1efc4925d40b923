// Closed-form static potentials of a flat triangle.
//   w  height of the point above the plane      foot  its projection      R  |y − point|
//   per edge: m  in the plane, away from the panel      τ  distance along m      R0² = τ² + w²      f = ∫
//   ds/R
#pragma once

#include "bem/panels.h"

namespace waveguide::bem {

/// Heights below this part of the longest edge count as in the plane, or round-off would turn the jump of the
/// solid angle into ±2π.
constexpr double flatTolerance = 1e-12;

struct StaticPotentials {
  std::array<double, 3> single;       // ∫ φ_j /(4πR)
  std::array<double, 3> doubleLayer;  // ∫ φ_j ∂_{n_y} 1/(4πR); 0 in the plane of the panel
  Vector3 gradient;                   // ∇_x ∫ 1/(4πR); never evaluate on an edge
};

/// A panel with what its potentials need of each edge. Keeps a reference to the panel.
///   ∫ φ_j/R = φ_j(foot) I + ∇φ_j·Q,  ∫ φ_j ∂_{n_y} 1/R = Ω φ_j(foot) − w ∇φ_j·F,  ∇_x ∫ 1/R = −F − Ω n
///   I = Σ τ f − w Ω,  F = Σ m f,  Q = Σ m ½ (R0² f + s₊R₊ − s₋R₋),  Ω the solid angle with the sign of w.
/// Source: Graglia, IEEE Trans. Antennas Propag. 41 (1993) 1448; derived in docs/numerics.md.
class ClosedForm {
 public:
  explicit ClosedForm(const Panel& panel);
  [[nodiscard]] StaticPotentials at(const Vector3& point) const;

 private:
  [[nodiscard]] double heightOf(const Vector3& point) const;

  const Panel& panel_;
  std::array<Vector3, 3> tangents_;  // along edge i → i + 1
  std::array<Vector3, 3> outward_;   // m of edge i → i + 1
};

/// One evaluation; ClosedForm spares the set-up for several points.
[[nodiscard]] StaticPotentials staticPotentials(const Panel& panel, const Vector3& point);

}  // namespace waveguide::bem
