// Flat triangle panels and the neighbourhood classes of panel pairs.
//   n  unit normal, into the air      h  longest edge      S, T  test and trial panel
#pragma once

#include "common/types.h"

namespace waveguide::bem {

struct Panel {
  std::array<Vector3, 3> corners;   // m
  std::array<Index, 3> vertices;    // indices of the corners
  std::array<Vector3, 3> gradient;  // surface gradient of the hat of each corner, 1/m
  std::array<Vector3, 3> curl;      // n × gradient, 1/m
  Vector3 normal;
  Vector3 centroid;
  double area;         // m²
  double longestEdge;  // m
  double radius;       // largest centroid-to-corner distance, m
};

/// One panel per triangle. Hats and curls: docs/numerics.md.
[[nodiscard]] std::vector<Panel> makePanels(const Surface& surface);

/// Centroid distance less both radii: a lower bound of the distance, negative where the circumcircles
/// overlap, m.
[[nodiscard]] double centroidGap(const Panel& test, const Panel& trial);

struct Sphere {
  Vector3 centre;
  double radius = 0;
};

/// Around all panels, about the middle of their box: at most a few percent larger than the smallest one.
[[nodiscard]] Sphere boundingSphere(const std::vector<Panel>& panels);

enum class PairKind { coincident, edge, vertex, near, regular };

/// How two panels lie to each other, with corner orders that list the shared corners first and in the same
/// order.
struct PairRelation {
  PairKind kind;
  int sharedCount;
  std::array<int, 3> testOrder;
  std::array<int, 3> trialOrder;
};

constexpr double nearGap = 0.25;

/// near: no shared vertex and gap < nearGap · longest edge of the two, gap = centroid distance less both
/// radii (docs/numerics.md).
[[nodiscard]] PairRelation relatePanels(const Panel& test, const Panel& trial);

/// All unordered pairs (first ≤ second, first one of the first `partCount` panels) that are not regular,
/// ascending by (first, second). Cell-grid search, not O(T²).
[[nodiscard]] std::vector<std::array<Index, 2>> findClosePairs(const std::vector<Panel>& panels,
                                                               std::size_t partCount);

}  // namespace waveguide::bem
