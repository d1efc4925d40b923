// The bare kernel rate of this machine: what assembly is measured against.
#pragma once

namespace waveguide::cpu {

/// Point pairs per second, 1e9, over all threads: the four Burton–Miller kernel values summed in registers,
/// all data in the first cache. The best of five windows of `seconds`, by CPU time, so that other load hardly
/// disturbs it.
[[nodiscard]] double kernelRate(bool doublePrecision, int threads, double seconds);

}  // namespace waveguide::cpu
