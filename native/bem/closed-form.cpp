#include "bem/closed-form.h"

#include <cmath>

namespace waveguide::bem {

namespace {

// f from s = first to s = last, written without cancellation. On the edge f is infinite, but every use of it
// there carries a factor R0 = 0.
double edgeIntegral(double first, double last, double firstR, double lastR, double squaredR0) {
  if (first > 0) return std::log((lastR + last) / (firstR + first));
  if (last < 0) return std::log((firstR - first) / (lastR - last));
  if (squaredR0 < 1e-28 * (last - first) * (last - first)) return 0;
  return std::log((lastR + last) * (firstR - first) / squaredR0);
}

// Van Oosterom and Strackee, IEEE Trans. Biomed. Eng. 30 (1983) 125; the triple product is 2·area·height.
double solidAngle(const std::array<Vector3, 3>& a, const std::array<double, 3>& r, double tripleProduct) {
  const double denominator =
      r[0] * r[1] * r[2] + a[0].dot(a[1]) * r[2] + a[1].dot(a[2]) * r[0] + a[2].dot(a[0]) * r[1];
  return tripleProduct == 0 ? 0 : 2 * std::atan2(tripleProduct, denominator);
}

}  // namespace

ClosedForm::ClosedForm(const Panel& panel) : panel_(panel) {
  for (std::size_t edge = 0; edge < 3; ++edge) {
    tangents_[edge] = (panel.corners[(edge + 1) % 3] - panel.corners[edge]).normalized();
    outward_[edge] = -panel.gradient[(edge + 2) % 3].normalized();
  }
}

StaticPotentials ClosedForm::at(const Vector3& point) const {
  const double w = heightOf(point);
  const Vector3 foot = point - w * panel_.normal;
  std::array<Vector3, 3> toCorner;
  std::array<double, 3> r{};
  for (std::size_t i = 0; i < 3; ++i) {
    toCorner[i] = panel_.corners[i] - point;
    r[i] = toCorner[i].norm();
  }
  const double angle = solidAngle(toCorner, r, 2 * panel_.area * w);
  double inverse = -w * angle;       // I
  Vector3 edges = Vector3::Zero();   // F
  Vector3 moment = Vector3::Zero();  // Q
  for (std::size_t edge = 0; edge < 3; ++edge) {
    const std::size_t next = (edge + 1) % 3;
    const double tau = toCorner[edge].dot(outward_[edge]);
    const double first = toCorner[edge].dot(tangents_[edge]);
    const double last = toCorner[next].dot(tangents_[edge]);
    const double squaredR0 = tau * tau + w * w;
    const double f = edgeIntegral(first, last, r[edge], r[next], squaredR0);
    inverse += tau * f;
    edges += f * outward_[edge];
    moment += (squaredR0 * f + last * r[next] - first * r[edge]) / 2 * outward_[edge];
  }
  constexpr double inv4pi = 1 / (4 * pi);
  StaticPotentials potentials{};
  for (std::size_t j = 0; j < 3; ++j) {
    const double hat = 1 + panel_.gradient[j].dot(foot - panel_.corners[j]);
    potentials.single[j] = inv4pi * (hat * inverse + panel_.gradient[j].dot(moment));
    potentials.doubleLayer[j] = inv4pi * (angle * hat - w * panel_.gradient[j].dot(edges));
  }
  potentials.gradient = -inv4pi * (edges + angle * panel_.normal);
  return potentials;
}

double ClosedForm::heightOf(const Vector3& point) const {
  const double height = (point - panel_.corners[0]).dot(panel_.normal);
  return std::abs(height) < flatTolerance * panel_.longestEdge ? 0 : height;
}

StaticPotentials staticPotentials(const Panel& panel, const Vector3& point) {
  return ClosedForm(panel).at(point);
}

}  // namespace waveguide::bem
