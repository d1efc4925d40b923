// Which quadrature rule serves which pairs, as a function of kh (h = longest edge involved). Derivation and
// measured errors: docs/numerics.md.
#pragma once

#include "backends/cpu/kernel-table.h"

namespace waveguide::cpu {

/// Single precision aims at sweeps: 1e-3 in the far field for kh < 3. Double precision pays for one digit
/// more.
enum class Quality { sweep, fine };

/// Points per triangle of the product rule for regular pairs (gap ≥ 0.25 h).
[[nodiscard]] int regularRulePoints(double kh, Quality quality);

/// In place of three where a pair is nearer than half an edge.
constexpr int nearRulePoints = 6;

/// The same for the remainder of touching and near pairs.
[[nodiscard]] int remainderRulePoints(double kh, Quality quality);

/// bem::triangleRule in the kernels' form.
template <class T>
[[nodiscard]] const Rule<T>& kernelRule(int pointCount);

}  // namespace waveguide::cpu
