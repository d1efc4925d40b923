#include "bem/singular.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "bem/closed-form.h"
#include "bem/distance.h"
#include "bem/pair-order.h"
#include "bem/quadrature.h"
#include "bem/sauter-schwab.h"
#include "common/threads.h"

namespace waveguide::bem {

namespace {

constexpr double sharpWedgeCosine = -0.866;  // normals of a wedge below 30°
constexpr double moderateAspect = 2;
constexpr double slenderAspect = 4;
constexpr double subdivisionDistance = 0.1;  // of the outer panel's longest edge
constexpr int maxParts = 8;

using Matrix3 = std::array<std::array<double, 3>, 3>;

// The rules of the table, made once.
struct StaticRules {
  TriangleRule touching = collapsedRule(16);
  std::array<TriangleRule, maxParts + 1> near;  // by parts per edge
  StaticPairRule coincident = staticSauterSchwabRule(3, 32);
  StaticPairRule vertex = staticSauterSchwabRule(1, 5);
  StaticPairRule edge = staticSauterSchwabRule(2, 5);
  StaticPairRule moderateEdge = staticSauterSchwabRule(2, 8);

  StaticRules() {
    for (int parts = 1; parts <= maxParts; ++parts) {
      near[static_cast<std::size_t>(parts)] = subdividedRule(triangleRule(16), parts);
    }
  }
};

const StaticRules& staticRules() {
  static const StaticRules rules;
  return rules;
}

// Longest edge over the height on it: 1.15 for an equilateral triangle.
double aspect(const Panel& panel) { return panel.longestEdge * panel.longestEdge / (2 * panel.area); }

bool areCoplanar(const Panel& test, const Panel& trial) {
  return std::all_of(trial.corners.begin(), trial.corners.end(), [&](const Vector3& corner) {
    return std::abs((corner - test.corners[0]).dot(test.normal)) < flatTolerance * test.longestEdge;
  });
}

// Quadrature over the outer panel of the closed form of the inner one; outer hat first.
struct HalfPair {
  Matrix3 g{}, k{};
};

void addClosedForm(const Panel& outer, const ClosedForm& inner, const TriangleRule& rule,
                   const std::array<int, 3>& order, double share, HalfPair& half) {
  for (std::size_t point = 0; point < rule.weights.size(); ++point) {
    std::array<double, 3> hats{};
    for (std::size_t i = 0; i < 3; ++i) hats[static_cast<std::size_t>(order[i])] = rule.points[point][i];
    const StaticPotentials potentials =
        inner.at(hats[0] * outer.corners[0] + hats[1] * outer.corners[1] + hats[2] * outer.corners[2]);
    for (std::size_t i = 0; i < 3; ++i) {
      const double weight = share * rule.weights[point] * hats[i] * outer.area;
      for (std::size_t j = 0; j < 3; ++j) {
        half.g[i][j] += weight * potentials.single[j];
        half.k[i][j] += weight * potentials.doubleLayer[j];
      }
    }
  }
}

// `rule` in any order of the outer corners.
HalfPair closedFormHalf(const Panel& outer, const Panel& inner, const TriangleRule& rule) {
  HalfPair half;
  addClosedForm(outer, ClosedForm(inner), rule, {0, 1, 2}, 1, half);
  return half;
}

// A rule that is not symmetric in the corners.
HalfPair orderedClosedFormHalf(const Panel& outer, const Panel& inner, const TriangleRule& rule) {
  const ClosedForm form(inner);
  const std::vector<std::array<int, 3>> orders = lengthOrders(outer, inner);
  HalfPair half;
  for (const auto& order : orders) {
    addClosedForm(outer, form, rule, order, 1 / static_cast<double>(orders.size()), half);
  }
  return half;
}

PairIntegrals<double> wholePair(const HalfPair& forward, const HalfPair& backward) {
  PairIntegrals<double> integrals;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      integrals.g[i][j] = (forward.g[i][j] + backward.g[j][i]) / 2;
      integrals.k[i][j] = forward.k[i][j];
      integrals.kPrime[i][j] = backward.k[j][i];
    }
  }
  return integrals;
}

std::array<Vector3, 3> reordered(const Panel& panel, const std::array<int, 3>& order) {
  std::array<Vector3, 3> corners;
  for (std::size_t i = 0; i < 3; ++i) corners[i] = panel.corners[static_cast<std::size_t>(order[i])];
  return corners;
}

// Adds a share of integrals in the given order of panels and corners to those in the pair's own.
void addRestored(const PairIntegrals<double>& integrals, const PairOrder& order, double share,
                 PairIntegrals<double>& result) {
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      auto row = static_cast<std::size_t>(order.first[i]);
      auto column = static_cast<std::size_t>(order.second[j]);
      if (order.exchanged) std::swap(row, column);
      result.g[row][column] += share * integrals.g[i][j];
      result.k[row][column] += share * (order.exchanged ? integrals.kPrime[i][j] : integrals.k[i][j]);
      result.kPrime[row][column] += share * (order.exchanged ? integrals.k[i][j] : integrals.kPrime[i][j]);
    }
  }
}

PairIntegrals<double> sauterSchwabIntegrals(const Panel& first, const Panel& second, const PairOrder& order,
                                            const StaticPairRule& rule) {
  constexpr int mostPoints = 320;  // of the rules above; on the stack
  using Values = Eigen::Array<double, Eigen::Dynamic, 1, 0, mostPoints>;
  const auto [s0, s1, s2] = reordered(first, order.first);
  const auto [t0, t1, t2] = reordered(second, order.second);
  const Vector3 firstAlong = s1 - s0, firstAcross = s2 - s1, secondAlong = t1 - t0, secondAcross = t2 - t1;
  Values squaredDistance = Values::Zero(rule.x1.size());
  for (Eigen::Index axis = 0; axis < 3; ++axis) {
    squaredDistance += (rule.y1 * secondAlong[axis] + rule.y2 * secondAcross[axis] -
                        rule.x1 * firstAlong[axis] - rule.x2 * firstAcross[axis])
                           .square();
  }
  // d·n: what lies in the panel itself is at right angles to its normal.
  const Values g = squaredDistance.sqrt().inverse();
  const Values h = g.cube();
  const Values secondGradient =
      h * (rule.x1 * firstAlong.dot(second.normal) + rule.x2 * firstAcross.dot(second.normal));
  const Values firstGradient =
      h * (rule.y1 * secondAlong.dot(first.normal) + rule.y2 * secondAcross.dot(first.normal));
  using Sums = Eigen::Matrix<double, 9, 1>;
  const Sums single = rule.singleWeights * g.matrix();
  const Sums ofSecond = rule.gradientWeights * secondGradient.matrix();
  const Sums ofFirst = rule.gradientWeights * firstGradient.matrix();
  const double factor = 4 * first.area * second.area / (4 * pi);
  PairIntegrals<double> integrals;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      const auto row = static_cast<Eigen::Index>(3 * i + j);
      integrals.g[i][j] = factor * single[row];
      integrals.k[i][j] = factor * ofSecond[row];
      integrals.kPrime[i][j] = factor * ofFirst[row];
    }
  }
  return integrals;
}

PairIntegrals<double> sauterSchwabPair(const Panel& test, const Panel& trial, const PairRelation& relation,
                                       const StaticPairRule& rule) {
  const std::vector<PairOrder> orders = lengthOrders(test, trial, relation);
  PairIntegrals<double> integrals;
  for (const PairOrder& order : orders) {
    const Panel &first = order.exchanged ? trial : test, &second = order.exchanged ? test : trial;
    addRestored(sauterSchwabIntegrals(first, second, order, rule), order,
                1 / static_cast<double>(orders.size()), integrals);
  }
  return integrals;
}

PairIntegrals<double> edgePair(const Panel& test, const Panel& trial, const PairRelation& relation) {
  const StaticRules& rules = staticRules();
  const double worstAspect = std::max(aspect(test), aspect(trial));
  if (worstAspect > slenderAspect || test.normal.dot(trial.normal) < sharpWedgeCosine) {
    return wholePair(orderedClosedFormHalf(test, trial, rules.touching),
                     orderedClosedFormHalf(trial, test, rules.touching));
  }
  return sauterSchwabPair(test, trial, relation,
                          worstAspect > moderateAspect ? rules.moderateEdge : rules.edge);
}

const TriangleRule& nearRule(const Panel& outer, double distance) {
  const double h = outer.longestEdge;
  double parts = 1;
  if (distance < subdivisionDistance * h) parts = std::min(std::ceil(0.25 * h / distance), double{maxParts});
  return staticRules().near[static_cast<std::size_t>(parts)];
}

PairIntegrals<double> nearPair(const Panel& test, const Panel& trial) {
  const double h = std::max(test.longestEdge, trial.longestEdge);
  const double gap = centroidGap(test, trial);
  const double distance = gap < subdivisionDistance * h ? panelDistance(test, trial) : gap;
  return wholePair(closedFormHalf(test, trial, nearRule(test, distance)),
                   closedFormHalf(trial, test, nearRule(trial, distance)));
}

}  // namespace

PairIntegrals<double> staticPairIntegrals(const Panel& test, const Panel& trial,
                                          const PairRelation& relation) {
  PairIntegrals<double> integrals;
  if (relation.kind == PairKind::coincident) {
    integrals = sauterSchwabPair(test, trial, relation, staticRules().coincident);
  }
  if (relation.kind == PairKind::edge) integrals = edgePair(test, trial, relation);
  if (relation.kind == PairKind::vertex) {
    integrals = sauterSchwabPair(test, trial, relation, staticRules().vertex);
  }
  if (relation.kind == PairKind::near) integrals = nearPair(test, trial);
  if (areCoplanar(test, trial)) integrals.k = integrals.kPrime = {};
  return integrals;
}

StaticCache makeStaticCache(const std::vector<Panel>& panels, std::size_t partCount, int threads,
                            const CancelFlag& cancel) {
  constexpr std::size_t blockSize = 64;
  StaticCache cache;
  cache.pairs = findClosePairs(panels, partCount);
  const std::size_t count = cache.pairs.size();
  cache.relations.resize(count);
  cache.integrals.resize(count);
  parallelFor((count + blockSize - 1) / blockSize, threads, [&](std::size_t block, int) {
    cancel.throwIfSet();
    for (std::size_t pair = block * blockSize; pair < std::min((block + 1) * blockSize, count); ++pair) {
      const auto& [first, second] = cache.pairs[pair];
      cache.relations[pair] = relatePanels(panels[first], panels[second]);
      cache.integrals[pair] = staticPairIntegrals(panels[first], panels[second], cache.relations[pair]);
    }
  });
  return cache;
}

}  // namespace waveguide::bem
