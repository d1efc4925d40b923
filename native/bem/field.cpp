#include "bem/field.h"

#include <cmath>

#include "bem/distance.h"
#include "bem/kernels.h"
#include "bem/pair-quadrature.h"
#include "bem/singular.h"

namespace waveguide::bem {

namespace {

constexpr double onSurface = 1e-9;  // of the longest edge

double gapTo(const Panel& panel, const Vector3& point) {
  return (point - panel.centroid).norm() - panel.radius;
}

// For panels two edges away and further.
const TriangleRule& distantRule(double kh) {
  if (kh < 0.5) return triangleRule(3);
  if (kh < 2) return triangleRule(6);
  return triangleRule(kh < 3 ? 7 : 12);
}

Complex interpolate(const PanelTraces& traces, const std::array<double, 3>& hats) {
  return hats[0] * traces.pressure[0] + hats[1] * traces.pressure[1] + hats[2] * traces.pressure[2];
}

template <typename Kernel>
Complex integratePanel(const Panel& panel, const PanelTraces& traces, const Vector3& point,
                       const TriangleRule& rule, const Kernel& kernel) {
  Complex sum = 0;
  for (std::size_t a = 0; a < rule.weights.size(); ++a) {
    const Vector3 d = pointOn(panel, rule.points[a]) - point;
    const KernelValue value = kernel(d.norm());
    const Complex pressure = interpolate(traces, rule.points[a]);
    sum += rule.weights[a] * (value.h * d.dot(panel.normal) * pressure - value.g * traces.normalDerivative);
  }
  return panel.area * sum;
}

Complex staticPressure(const Panel& panel, const PanelTraces& traces, const Vector3& point) {
  const StaticPotentials potentials = staticPotentials(panel, point);
  Complex sum = 0;
  for (std::size_t j = 0; j < 3; ++j) {
    sum += potentials.doubleLayer[j] * traces.pressure[j] - potentials.single[j] * traces.normalDerivative;
  }
  return sum;
}

}  // namespace

PanelTraces tracesOf(const std::vector<Panel>& panels, std::size_t index, const ComplexVector& pressure,
                     const ComplexVector& normalDerivative) {
  const auto& [a, b, c] = panels[index].vertices;
  return {{pressure[a], pressure[b], pressure[c]}, normalDerivative[static_cast<Eigen::Index>(index)]};
}

bool isNear(const Panel& panel, const Vector3& point) { return gapTo(panel, point) < panel.longestEdge; }

Complex panelPressure(const Panel& panel, const PanelTraces& traces, Complex k, const Vector3& point) {
  const double h = panel.longestEdge;
  const double kh = std::abs(k) * h;
  if (isNear(panel, point)) {
    const auto remainder = [&](double r) { return remainderKernel(r, k); };
    return staticPressure(panel, traces, point) +
           integratePanel(panel, traces, point, triangleRule(kh < 2 ? 7 : 12), remainder);
  }
  return panelPressureByRule(panel, traces, k, point,
                             needsCare(panel, point) ? triangleRule(16) : distantRule(kh));
}

Complex panelPressureByRule(const Panel& panel, const PanelTraces& traces, Complex k, const Vector3& point,
                            const TriangleRule& rule) {
  return integratePanel(panel, traces, point, rule, [&](double r) { return fullKernel(r, k); });
}

bool needsCare(const Panel& panel, const Vector3& point) {
  return gapTo(panel, point) < 2 * panel.longestEdge;
}

Complex panelFarField(const Panel& panel, const PanelTraces& traces, Complex k, const Vector3& direction) {
  const TriangleRule& rule = distantRule(std::abs(k) * panel.longestEdge);
  const Complex ik = Complex(0, 1) * k;
  const Complex slope = -ik * direction.dot(panel.normal);
  Complex sum = 0;
  for (std::size_t a = 0; a < rule.weights.size(); ++a) {
    const Complex phase = std::exp(-ik * direction.dot(pointOn(panel, rule.points[a])));
    sum += rule.weights[a] * phase * (slope * interpolate(traces, rule.points[a]) - traces.normalDerivative);
  }
  return panel.area / (4 * pi) * sum;
}

bool isOn(const Panel& panel, const Vector3& point) {
  const double tolerance = onSurface * panel.longestEdge;
  return gapTo(panel, point) <= tolerance && (closestPoint(panel, point) - point).norm() <= tolerance;
}

std::size_t panelUnder(const std::vector<Panel>& panels, const Vector3& point) {
  for (std::size_t index = 0; index < panels.size(); ++index) {
    if (isOn(panels[index], point)) return index;
  }
  return panels.size();
}

Complex pressureOn(const Panel& panel, const PanelTraces& traces, const Vector3& point) {
  Complex sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    sum += (1 + panel.gradient[i].dot(point - panel.corners[i])) * traces.pressure[i];
  }
  return sum;
}

Complex pressureAt(const std::vector<Panel>& panels, Complex k, const ComplexVector& pressure,
                   const ComplexVector& normalDerivative, const Vector3& point) {
  const std::size_t under = panelUnder(panels, point);
  if (under < panels.size()) {
    return pressureOn(panels[under], tracesOf(panels, under, pressure, normalDerivative), point);
  }
  Complex sum = 0;
  for (std::size_t panel = 0; panel < panels.size(); ++panel) {
    sum += panelPressure(panels[panel], tracesOf(panels, panel, pressure, normalDerivative), k, point);
  }
  return sum;
}

}  // namespace waveguide::bem
