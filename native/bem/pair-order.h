// One way to write a pair of panels: rules for touching pairs are not symmetric in the corners, so a pair and
// its mirror image would differ by the rule's error. These orders depend on lengths alone, which mirror
// images share. A pair that is symmetric in itself has several; the mean over them is symmetric too.
#pragma once

#include "bem/panels.h"

namespace waveguide::bem {

/// Orders of the outer panel's corners for a rule over it alone: the one nearest to the inner panel first.
[[nodiscard]] std::vector<std::array<int, 3>> lengthOrders(const Panel& outer, const Panel& inner);

struct PairOrder {
  bool exchanged;  // the trial panel first
  std::array<int, 3> first, second;
};

/// Roles and corner orders of a touching pair; the shared corners stay in front and in the same order.
[[nodiscard]] std::vector<PairOrder> lengthOrders(const Panel& test, const Panel& trial,
                                                  const PairRelation& relation);

}  // namespace waveguide::bem
