// GMRES with a block preconditioner, LU where that is the cheaper or the only safe way.
#pragma once

#include "backends/cpu/assemble.h"
#include "bem/backend.h"

namespace waveguide::cpu {

/// y = A x in the solver's numbering.
template <class T>
void multiplySystem(const System<T>& system, const Kernels<T>& kernels, int threads,
                    const ComplexVector& vector, ComplexVector& result);

/// Solves the system; the rule of choice is documented in docs/numerics.md. Throws Error(notConverged) or
/// Cancelled.
template <class T>
SolveReport solveSystem(const System<T>& system, const Kernels<T>& kernels, int threads, double tolerance,
                        const CancelFlag& cancel, ComplexVector& solution);

}  // namespace waveguide::cpu
