// The one crossing between e^{+jωt} (everything outside) and e^{−iωt} (inside the solver).
#pragma once

#include "common/types.h"

namespace waveguide {

/// Conjugation; its own inverse. Called in bem/problem.cpp only.
[[nodiscard]] inline Complex flipTimeFactor(Complex value) { return std::conj(value); }

}  // namespace waveguide
