// The representation formula, one panel at a time: p(x) = ∫ [∂G/∂n_y p − G q] dS_y in the air, 0 inside the
// body.
#pragma once

#include "bem/panels.h"
#include "bem/quadrature.h"

namespace waveguide::bem {

/// What a panel radiates from: P1 pressure at its corners, Pa, and P0 normal derivative q, Pa/m.
struct PanelTraces {
  std::array<Complex, 3> pressure;
  Complex normalDerivative;
};

/// The traces of panel `index`; `pressure` has V values, `normalDerivative` T.
[[nodiscard]] PanelTraces tracesOf(const std::vector<Panel>& panels, std::size_t index,
                                   const ComplexVector& pressure, const ComplexVector& normalDerivative);

/// Whether the point is nearer than one longest edge, by the circumcircle: there the static part needs its
/// closed form.
[[nodiscard]] bool isNear(const Panel& panel, const Vector3& point);

/// The panel's part of p(point). Rule by distance and kh, closed form plus remainder where isNear.
[[nodiscard]] Complex panelPressure(const Panel& panel, const PanelTraces& traces, Complex k,
                                    const Vector3& point);

/// The same by one given rule wherever the point is: what a kernel for distant points gives.
[[nodiscard]] Complex panelPressureByRule(const Panel& panel, const PanelTraces& traces, Complex k,
                                          const Vector3& point, const TriangleRule& rule);

/// Whether panelPressure takes more points for this panel than for a distant one.
[[nodiscard]] bool needsCare(const Panel& panel, const Vector3& point);

/// The panel's part of f(u), p → f e^{ikr}/r about the coordinate origin:
/// f = (1/4π) ∫ e^{−ik u·y} (−ik u·n p − q) dS_y, u a unit vector.
[[nodiscard]] Complex panelFarField(const Panel& panel, const PanelTraces& traces, Complex k,
                                    const Vector3& direction);

/// Whether the point lies on the panel.
[[nodiscard]] bool isOn(const Panel& panel, const Vector3& point);

/// The panel the point lies on, or panels.size(). There p is the P1 trace itself: the formula gives half of
/// it.
[[nodiscard]] std::size_t panelUnder(const std::vector<Panel>& panels, const Vector3& point);

/// The P1 pressure at a point of the panel.
[[nodiscard]] Complex pressureOn(const Panel& panel, const PanelTraces& traces, const Vector3& point);

/// Pressure at a point of the air or of the surface, all panels summed: V and T traces.
[[nodiscard]] Complex pressureAt(const std::vector<Panel>& panels, Complex k, const ComplexVector& pressure,
                                 const ComplexVector& normalDerivative, const Vector3& point);

}  // namespace waveguide::bem
