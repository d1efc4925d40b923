// The kernels for AVX512. Compiled with flags of its own; see CMakeLists.txt.
#include "backends/cpu/kernels/table.h"

namespace waveguide::cpu {

const KernelTable avx512Kernels = {"avx512", kernelsOf<float>(), kernelsOf<double>()};

}  // namespace waveguide::cpu
