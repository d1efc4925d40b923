// Distances of points and panels: they decide how finely a near integral is cut.
#pragma once

#include "bem/panels.h"

namespace waveguide::bem {

/// The point of the panel that is nearest to `point`.
/// Source: Ericson, Real-Time Collision Detection, Morgan Kaufmann 2005, §5.1.5.
[[nodiscard]] Vector3 closestPoint(const Panel& panel, const Vector3& point);

/// Smallest distance between two panels that do not cut through each other, m.
[[nodiscard]] double panelDistance(const Panel& first, const Panel& second);

}  // namespace waveguide::bem
