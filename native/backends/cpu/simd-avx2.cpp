// The kernels for AVX2. Compiled with flags of its own; see CMakeLists.txt.
#include "backends/cpu/kernels/table.h"

namespace waveguide::cpu {

const KernelTable avx2Kernels = {"avx2", kernelsOf<float>(), kernelsOf<double>()};

}  // namespace waveguide::cpu
