#include "backends/cpu/dispatch.h"

#include <cstdlib>

namespace waveguide::cpu {

std::vector<const KernelTable*> availableKernels() {
  std::vector<const KernelTable*> tables{&baselineKernels};
#ifdef WG_X86_SIMD
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) tables.push_back(&avx2Kernels);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
    tables.push_back(&avx512Kernels);
  }
#endif
  return tables;
}

namespace {

const KernelTable* chooseKernels() {
  const std::vector<const KernelTable*> tables = availableKernels();
  if (const char* wanted = std::getenv("WG_ISA")) {
    for (const KernelTable* table : tables) {
      if (std::string(wanted) == table->isa) return table;
    }
  }
  return tables.back();
}

}  // namespace

const KernelTable& activeKernels() {
  static const KernelTable* const chosen = chooseKernels();
  return *chosen;
}

const char* activeIsa() { return activeKernels().isa; }

std::vector<std::string> availableIsas() {
  std::vector<std::string> names;
  for (const KernelTable* table : availableKernels()) names.emplace_back(table->isa);
  return names;
}

template <>
const Kernels<float>& kernelsOfPrecision(const KernelTable& table) {
  return table.single;
}

template <>
const Kernels<double>& kernelsOfPrecision(const KernelTable& table) {
  return table.twice;
}

}  // namespace waveguide::cpu
