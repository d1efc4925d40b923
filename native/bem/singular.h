// Static (k = 0) integrals of touching and near panel pairs: all of the singularity, none of the frequency.
#pragma once

#include "bem/closed-form.h"
#include "bem/kernels.h"
#include "bem/panels.h"
#include "common/cancel.h"

namespace waveguide::bem {

/// Static integrals of a pair that is not regular, by the table of docs/numerics.md
/// (Sauter–Schwab 32, 5 or 8, closed form 256 outer points, near closed form with 16 outer points, subdivided
/// below d = 0.1 h). Coincident and coplanar pairs have k = kPrime = 0 exactly.
[[nodiscard]] PairIntegrals<double> staticPairIntegrals(const Panel& test, const Panel& trial,
                                                        const PairRelation& relation);

/// findClosePairs with their static integrals: computed once per mesh, used at every frequency. Of a mirrored
/// body only the pairs of one of the first `partCount` panels with any other.
struct StaticCache {
  std::vector<std::array<Index, 2>> pairs;  // first ≤ second
  std::vector<PairRelation> relations;      // test = first
  std::vector<PairIntegrals<double>> integrals;
};
[[nodiscard]] StaticCache makeStaticCache(const std::vector<Panel>& panels, std::size_t partCount,
                                          int threads, const CancelFlag& cancel);

}  // namespace waveguide::bem
