// The free-space Green's function of the Helmholtz equation and its split into static part and remainder.
//   k  wavenumber ω/c, 1/m      r  |y − x|, m      d  y − x
// Time factor e^{−iωt}: an outgoing wave is e^{ikr}.
#pragma once

#include "common/types.h"

namespace waveguide::bem {

/// g = G, h = (dG/dr)/r, so that ∂G/∂n_y = h d·n_y and ∂G/∂n_x = −h d·n_x.
struct KernelValue {
  Complex g;
  Complex h;
};

/// G = e^{ikr}/(4πr). Singular at r = 0.
[[nodiscard]] KernelValue fullKernel(double r, Complex k);

/// 1/(4πr), the same at k = 0. Singular at r = 0.
struct StaticKernelValue {
  double g;
  double h;
};
[[nodiscard]] inline StaticKernelValue staticKernel(double r) {
  const double inverse = 1 / r;
  const double g = inverse / (4 * pi);
  return {g, -g * inverse * inverse};
}

/// G − 1/(4πr): bounded; by series for |kr| < 0.05; at r = 0 the limit ik/4π, h = 0 (docs/numerics.md).
[[nodiscard]] KernelValue remainderKernel(double r, Complex k);

/// The 27 integrals of a panel pair (docs/numerics.md), test hat i slowest.
template <typename Scalar>
struct PairIntegrals {
  std::array<std::array<Scalar, 3>, 3> g{};       // ∬ φ_i G φ_j
  std::array<std::array<Scalar, 3>, 3> k{};       // ∬ φ_i ∂G/∂n_y φ_j
  std::array<std::array<Scalar, 3>, 3> kPrime{};  // ∬ φ_i ∂G/∂n_x φ_j
};

}  // namespace waveguide::bem
