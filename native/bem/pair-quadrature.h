// Product quadrature of a panel pair: the same triangle rule on both panels.
#pragma once

#include "bem/kernels.h"
#include "bem/panels.h"
#include "bem/quadrature.h"

namespace waveguide::bem {

[[nodiscard]] inline Vector3 pointOn(const Panel& panel, const std::array<double, 3>& hats) {
  return hats[0] * panel.corners[0] + hats[1] * panel.corners[1] + hats[2] * panel.corners[2];
}

/// The 27 integrals of a pair. `kernel(r)` returns {g, h} of type Scalar as in kernels.h, finite at every r
/// it meets.
template <typename Scalar, typename Kernel>
[[nodiscard]] PairIntegrals<Scalar> integratePair(const Panel& test, const Panel& trial,
                                                  const TriangleRule& rule, const Kernel& kernel) {
  PairIntegrals<Scalar> integrals;
  const double areas = test.area * trial.area;
  for (std::size_t a = 0; a < rule.weights.size(); ++a) {
    const Vector3 x = pointOn(test, rule.points[a]);
    std::array<Scalar, 3> g{}, k{}, kPrime{};
    for (std::size_t b = 0; b < rule.weights.size(); ++b) {
      const Vector3 d = pointOn(trial, rule.points[b]) - x;
      const auto value = kernel(d.norm());
      const Scalar trialGradient = value.h * d.dot(trial.normal);
      const Scalar testGradient = value.h * -d.dot(test.normal);
      for (std::size_t j = 0; j < 3; ++j) {
        const double weight = rule.weights[b] * rule.points[b][j];
        g[j] += weight * value.g;
        k[j] += weight * trialGradient;
        kPrime[j] += weight * testGradient;
      }
    }
    for (std::size_t i = 0; i < 3; ++i) {
      const double weight = areas * rule.weights[a] * rule.points[a][i];
      for (std::size_t j = 0; j < 3; ++j) {
        integrals.g[i][j] += weight * g[j];
        integrals.k[i][j] += weight * k[j];
        integrals.kPrime[i][j] += weight * kPrime[j];
      }
    }
  }
  return integrals;
}

}  // namespace waveguide::bem
