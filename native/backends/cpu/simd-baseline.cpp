// The kernels for every machine of this architecture. Compiled with flags of its own; see CMakeLists.txt.
#include "backends/cpu/kernels/table.h"

namespace waveguide::cpu {

const KernelTable baselineKernels = {"baseline", kernelsOf<float>(), kernelsOf<double>()};

}  // namespace waveguide::cpu
