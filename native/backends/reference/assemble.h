// The boundary operators as dense matrices, written to be compared with the paper line by line.
//   V, K, K′, W  single layer, double layer, its adjoint, hypersingular      M  mass matrix
//   φ_i          P1 hat of vertex i                                          q  ∂p/∂n, one value per triangle
#pragma once

#include "bem/mirror.h"
#include "bem/singular.h"

namespace waveguide {

struct ReferenceOperators {
  ComplexMatrix singleLayer;         // V_ij  = ∬ φ_i G φ_j
  ComplexMatrix doubleLayer;         // K_ij  = ∬ φ_i ∂G/∂n_y φ_j
  ComplexMatrix adjointDoubleLayer;  // K′_ij = ∬ φ_i ∂G/∂n_x φ_j
  ComplexMatrix hypersingular;       // W_ij  = ∬ G [curl φ_i · curl φ_j − k² n_x·n_y φ_i φ_j]
  Eigen::MatrixXd massMatrix;        // M_ij  = ∫ φ_i φ_j
  ComplexVector singleLayerOfDrive;  // V⁰q,  rows ∬ φ_i G q
  ComplexVector adjointOfDrive;      // K′⁰q, rows ∬ φ_i ∂G/∂n_x q
  ComplexVector massOfDrive;         // M⁰q,  rows ∫ φ_i q
};

/// All operators of a body for one wavenumber and one q (T, whole): test functions on the part, and columns
/// of images added to those of the part with the sign of `parity`. Polls `cancel` per row of panels. Static
/// integrals from the cache plus the bounded remainder; rules by docs/numerics.md, column "standard".
[[nodiscard]] ReferenceOperators assembleOperators(const std::vector<bem::Panel>& panels,
                                                   const bem::MirroredSurface& body,
                                                   const bem::StaticCache& cache, Complex k,
                                                   bem::Planes parity, const ComplexVector& normalDerivative,
                                                   const CancelFlag& cancel);

/// Burton and Miller, Proc. R. Soc. A 323 (1971) 201, with η = i/k:
/// (½M − K + ηW) p = −(V⁰ + η(½M⁰ + K′⁰)) q.
struct ReferenceSystem {
  ComplexMatrix matrix;
  ComplexVector rightSide;
};
[[nodiscard]] ReferenceSystem burtonMiller(const ReferenceOperators& operators, Complex k);

}  // namespace waveguide
