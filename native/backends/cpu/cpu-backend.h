// The backend `cpu`: SIMD kernels chosen at run time, all cores, single or double precision.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "bem/backend.h"

namespace waveguide {

/// On the instruction set of cpu::activeKernels().
[[nodiscard]] std::unique_ptr<Backend> makeCpuBackend();

/// On a set of one's choice, which the machine must have; for tests.
[[nodiscard]] std::unique_ptr<Backend> makeCpuBackend(const cpu::KernelTable& kernels);

}  // namespace waveguide
