#include "bem/sauter-schwab.h"

#include <string>

#include "bem/quadrature.h"
#include "common/error.h"

namespace waveguide::bem {

namespace {

// One point of the unit 4-cube gives one pair per sub-region of the relative coordinates.
struct CubePoint {
  double xi, eta1, eta2, eta3, weight;
};

void addPair(std::vector<PairPoint>& rule, const CubePoint& cube, double jacobian,
             std::array<double, 4> point) {
  const auto [x1, x2, y1, y2] = point;
  const double xi = cube.xi;
  rule.push_back({xi * x1, xi * x2, xi * y1, xi * y2, cube.weight * jacobian});
}

void addCoincidentRegions(std::vector<PairPoint>& rule, const CubePoint& cube) {
  const auto [xi, e1, e2, e3, weight] = cube;
  const double jacobian = xi * xi * xi * e1 * e1 * e2;
  addPair(rule, cube, jacobian, {1, 1 - e1 + e1 * e2, 1 - e1 * e2 * e3, 1 - e1});
  addPair(rule, cube, jacobian, {1 - e1 * e2 * e3, 1 - e1, 1, 1 - e1 + e1 * e2});
  addPair(rule, cube, jacobian, {1, e1 * (1 - e2 + e2 * e3), 1 - e1 * e2, e1 * (1 - e2)});
  addPair(rule, cube, jacobian, {1 - e1 * e2, e1 * (1 - e2), 1, e1 * (1 - e2 + e2 * e3)});
  addPair(rule, cube, jacobian, {1 - e1 * e2 * e3, e1 * (1 - e2 * e3), 1, e1 * (1 - e2)});
  addPair(rule, cube, jacobian, {1, e1 * (1 - e2), 1 - e1 * e2 * e3, e1 * (1 - e2 * e3)});
}

void addEdgeRegions(std::vector<PairPoint>& rule, const CubePoint& cube) {
  const auto [xi, e1, e2, e3, weight] = cube;
  const double jacobian = xi * xi * xi * e1 * e1;
  addPair(rule, cube, jacobian, {1, e1 * e3, 1 - e1 * e2, e1 * (1 - e2)});
  addPair(rule, cube, jacobian * e2, {1, e1, 1 - e1 * e2 * e3, e1 * e2 * (1 - e3)});
  addPair(rule, cube, jacobian * e2, {1 - e1 * e2, e1 * (1 - e2), 1, e1 * e2 * e3});
  addPair(rule, cube, jacobian * e2, {1 - e1 * e2 * e3, e1 * e2 * (1 - e3), 1, e1});
  addPair(rule, cube, jacobian * e2, {1 - e1 * e2 * e3, e1 * (1 - e2 * e3), 1, e1 * e2});
}

void addVertexRegions(std::vector<PairPoint>& rule, const CubePoint& cube) {
  const auto [xi, e1, e2, e3, weight] = cube;
  const double jacobian = xi * xi * xi * e2;
  addPair(rule, cube, jacobian, {1, e1, e2, e2 * e3});
  addPair(rule, cube, jacobian, {e2, e2 * e3, 1, e1});
}

// `order` points along ξ, η1 and η2, `lastOrder` along η3.
std::vector<CubePoint> cubeRule(int order, int lastOrder) {
  const IntervalRule gauss = gaussRule(order), last = gaussRule(lastOrder);
  const std::size_t n = gauss.points.size();
  std::vector<CubePoint> cube;
  cube.reserve(n * n * n * last.points.size());
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      for (std::size_t c = 0; c < n; ++c) {
        for (std::size_t d = 0; d < last.points.size(); ++d) {
          const double weight = gauss.weights[a] * gauss.weights[b] * gauss.weights[c] * last.weights[d];
          cube.push_back({gauss.points[a], gauss.points[b], gauss.points[c], last.points[d], weight});
        }
      }
    }
  }
  return cube;
}

std::vector<PairPoint> pairsOf(const std::vector<CubePoint>& cubes, int sharedCount) {
  if (sharedCount < 1 || sharedCount > 3) {
    throw Error(ErrorCode::internal,
                "sauterSchwabRule: shared corners must be 1, 2 or 3, got " + std::to_string(sharedCount));
  }
  std::vector<PairPoint> rule;
  for (const CubePoint& cube : cubes) {
    if (sharedCount == 3) addCoincidentRegions(rule, cube);
    if (sharedCount == 2) addEdgeRegions(rule, cube);
    if (sharedCount == 1) addVertexRegions(rule, cube);
  }
  return rule;
}

// What y − x is in the reference coordinates: along shared directions only the difference counts.
void setDirection(const PairPoint& pair, int sharedCount, double scale, Eigen::Index point,
                  StaticPairRule& rule) {
  rule.x1[point] = (sharedCount >= 2 ? pair.x1 - pair.y1 : pair.x1) / scale;
  rule.x2[point] = (sharedCount == 3 ? pair.x2 - pair.y2 : pair.x2) / scale;
  rule.y1[point] = sharedCount >= 2 ? 0 : pair.y1 / scale;
  rule.y2[point] = sharedCount == 3 ? 0 : pair.y2 / scale;
}

void addWeights(const PairPoint& pair, double scale, Eigen::Index point, StaticPairRule& rule) {
  const std::array<double, 3> testHats = {1 - pair.x1, pair.x1 - pair.x2, pair.x2};
  const std::array<double, 3> trialHats = {1 - pair.y1, pair.y1 - pair.y2, pair.y2};
  Eigen::Index row = 0;
  for (const double testHat : testHats) {
    for (const double trialHat : trialHats) {
      const double weight = pair.weight * testHat * trialHat / scale;
      rule.singleWeights(row, point) += weight;
      rule.gradientWeights(row, point) += weight / scale;
      ++row;
    }
  }
}

StaticPairRule emptyRule(Eigen::Index pointCount) {
  StaticPairRule rule;
  rule.x1 = rule.x2 = rule.y1 = rule.y2 = Eigen::ArrayXd::Zero(pointCount);
  rule.singleWeights = rule.gradientWeights = Eigen::MatrixXd::Zero(9, pointCount);
  return rule;
}

}  // namespace

std::vector<PairPoint> sauterSchwabRule(int sharedCount, int order) {
  return pairsOf(cubeRule(order, order), sharedCount);
}

StaticPairRule staticSauterSchwabRule(int sharedCount, int order) {
  // Summed axes see polynomials only where all three are summed: four points are exact then.
  constexpr int exactOrder = 4;
  const std::vector<CubePoint> cubes = cubeRule(sharedCount == 3 ? exactOrder : order, order);
  const std::vector<PairPoint> pairs = pairsOf(cubes, sharedCount);
  const std::size_t regionCount = pairs.size() / cubes.size();
  std::size_t period = regionCount;  // ξ is the slowest axis, then η1, η2: directions repeat
  for (int axis = sharedCount; axis < 4; ++axis) period *= static_cast<std::size_t>(order);
  StaticPairRule rule = emptyRule(static_cast<Eigen::Index>(period));
  for (std::size_t index = 0; index < pairs.size(); ++index) {
    const CubePoint& cube = cubes[index / regionCount];
    double scale = cube.xi;
    if (sharedCount >= 2) scale *= cube.eta1;
    if (sharedCount == 3) scale *= cube.eta2;
    const auto point = static_cast<Eigen::Index>(index % period);
    if (index < period) setDirection(pairs[index], sharedCount, scale, point, rule);
    addWeights(pairs[index], scale, point, rule);
  }
  return rule;
}

}  // namespace waveguide::bem
