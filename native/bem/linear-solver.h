// Iterative solution of the dense Burton–Miller system.
#pragma once

#include <functional>

#include "common/cancel.h"
#include "common/types.h"

namespace waveguide::bem {

/// result = operator(vector); both have the system's size.
using LinearMap = std::function<void(const ComplexVector& vector, ComplexVector& result)>;

struct GmresOptions {
  double tolerance = 1e-4;  // of |b − Ax|/|b|
  int maxIterations = 200;
  int stagnationSteps = 10;        // give up when the residual fell by less than
  double stagnationFactor = 0.95;  // this factor over so many steps
};

struct GmresReport {
  bool converged = false;
  int iterations = 0;
  double residual = 1;  // relative
};

/// Full GMRES from zero with a right preconditioner, so that the monitored residual is the true one.
/// Source: Saad and Schultz, SIAM J. Sci. Stat. Comput. 7 (1986) 856.
GmresReport gmres(const LinearMap& apply, const LinearMap& precondition, const ComplexVector& rightSide,
                  const GmresOptions& options, const CancelFlag& cancel, ComplexVector& solution);

}  // namespace waveguide::bem
