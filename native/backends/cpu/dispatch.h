// Which instruction set the kernels run on.
#pragma once

#include <string>
#include <vector>

#include "backends/cpu/kernel-table.h"

namespace waveguide::cpu {

/// The widest set this machine has, or the one named by the environment variable WG_ISA (baseline, avx2,
/// avx512) if the machine has it. Chosen once per process.
[[nodiscard]] const KernelTable& activeKernels();

/// Every set this machine has, narrowest first.
[[nodiscard]] std::vector<const KernelTable*> availableKernels();

[[nodiscard]] const char* activeIsa();
[[nodiscard]] std::vector<std::string> availableIsas();

/// The kernels of one precision.
template <class T>
[[nodiscard]] const Kernels<T>& kernelsOfPrecision(const KernelTable& table);

}  // namespace waveguide::cpu
