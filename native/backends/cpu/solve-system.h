// GMRES with a block preconditioner, LU where that is the cheaper or the only safe way.
#pragma once

#include "backends/cpu/assemble.h"
#include "bem/backend.h"

namespace waveguide::cpu {

/// y = A x in the solver's numbering, again and again.
template <class T>
class SystemProduct {
 public:
  SystemProduct(const System<T>& system, const Kernels<T>& kernels, int threads)
      : system_(system), kernels_(kernels), threads_(threads) {}

  void operator()(const ComplexVector& vector, ComplexVector& result);

 private:
  const System<T>& system_;
  const Kernels<T>& kernels_;
  int threads_;
  AlignedVector<std::complex<T>> input_, sums_;  // kept: fresh pages would cost as much as the product
};

/// Solves the system; the rule of choice is documented in docs/numerics.md. Throws Error(notConverged) or
/// Cancelled.
template <class T>
SolveReport solveSystem(const System<T>& system, const Kernels<T>& kernels, int threads, double tolerance,
                        const CancelFlag& cancel, ComplexVector& solution);

}  // namespace waveguide::cpu
