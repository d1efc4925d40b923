#include "bem/singular.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "bem/field.h"
#include "bem/pair-order.h"
#include "bem/pair-quadrature.h"
#include "bem/sauter-schwab.h"
#include "shapes.h"

using namespace waveguide;
using namespace waveguide::bem;

namespace {

using Corners = std::array<Vector3, 3>;
using Matrix3 = std::array<std::array<double, 3>, 3>;

struct Pair {
  Panel test, trial;
};

// Two triangles of one surface; corners that coincide become shared vertices.
Pair makePair(const Corners& test, const Corners& trial) {
  Surface surface;
  surface.vertices.assign(test.begin(), test.end());
  std::array<Index, 3> second{};
  for (std::size_t j = 0; j < 3; ++j) {
    const auto found = std::find(test.begin(), test.end(), trial[j]);
    second[j] = static_cast<Index>(found == test.end() ? surface.vertices.size() : found - test.begin());
    if (found == test.end()) surface.vertices.push_back(trial[j]);
  }
  surface.triangles = {{0, 1, 2}, second};
  const std::vector<Panel> panels = makePanels(surface);
  return {panels[0], panels[1]};
}

// Largest entry difference over the largest entry.
double relativeError(const Matrix3& value, const Matrix3& exact) {
  double difference = 0;
  double largest = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      difference = std::max(difference, std::abs(value[i][j] - exact[i][j]));
      largest = std::max(largest, std::abs(exact[i][j]));
    }
  }
  return difference / largest;
}

Matrix3 transposed(const Matrix3& matrix) {
  Matrix3 result{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) result[i][j] = matrix[j][i];
  }
  return result;
}

PairIntegrals<double> statics(const Pair& pair) {
  return staticPairIntegrals(pair.test, pair.trial, relatePanels(pair.test, pair.trial));
}

// Plain Sauter–Schwab sums in the panels' own corner order.
PairIntegrals<double> sauterSchwab(const Pair& pair, int order) {
  const PairRelation relation = relatePanels(pair.test, pair.trial);
  PairIntegrals<double> integrals;
  for (const PairPoint& point : sauterSchwabRule(relation.sharedCount, order)) {
    std::array<double, 3> x{}, y{};
    const std::array<double, 3> testHats = {1 - point.x1, point.x1 - point.x2, point.x2};
    const std::array<double, 3> trialHats = {1 - point.y1, point.y1 - point.y2, point.y2};
    for (std::size_t i = 0; i < 3; ++i) {
      x[static_cast<std::size_t>(relation.testOrder[i])] = testHats[i];
      y[static_cast<std::size_t>(relation.trialOrder[i])] = trialHats[i];
    }
    const Vector3 d = pointOn(pair.trial, y) - pointOn(pair.test, x);
    const StaticKernelValue value = staticKernel(d.norm());
    const double weight = 4 * pair.test.area * pair.trial.area * point.weight;
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        integrals.g[i][j] += weight * x[i] * y[j] * value.g;
        integrals.k[i][j] += weight * x[i] * y[j] * value.h * d.dot(pair.trial.normal);
        integrals.kPrime[i][j] -= weight * x[i] * y[j] * value.h * d.dot(pair.test.normal);
      }
    }
  }
  return integrals;
}

// Closed form inside, a given rule outside: the reference where Sauter–Schwab does not converge.
PairIntegrals<double> closedForm(const Pair& pair, const TriangleRule& rule) {
  PairIntegrals<double> integrals;
  for (std::size_t a = 0; a < rule.weights.size(); ++a) {
    const auto& hats = rule.points[a];
    const StaticPotentials fromTrial = staticPotentials(pair.trial, pointOn(pair.test, hats));
    const StaticPotentials fromTest = staticPotentials(pair.test, pointOn(pair.trial, hats));
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        integrals.g[i][j] += rule.weights[a] * pair.test.area * hats[i] * fromTrial.single[j];
        integrals.k[i][j] += rule.weights[a] * pair.test.area * hats[i] * fromTrial.doubleLayer[j];
        integrals.kPrime[i][j] += rule.weights[a] * pair.trial.area * hats[j] * fromTest.doubleLayer[i];
      }
    }
  }
  return integrals;
}

const Vector3 a(0, 0, 0), b(1, 0, 0), c(0.35, 0.85, 0);
const Corners base = {a, b, c};

Pair vertexPair() { return makePair(base, {a, Vector3(-0.6, -0.5, 0.3), Vector3(-0.1, -0.8, 0.5)}); }
Pair edgePair() { return makePair(base, {b, a, Vector3(0.5, -0.7, 0.45)}); }
Pair wedgePair() { return makePair(base, {b, a, Vector3(0.5, 0.5, 0.12)}); }

Pair inLengthOrder(const Pair& pair) {
  const PairOrder order = lengthOrders(pair.test, pair.trial, relatePanels(pair.test, pair.trial)).front();
  const auto corners = [](const Panel& panel, const std::array<int, 3>& places) {
    return Corners{panel.corners[static_cast<std::size_t>(places[0])],
                   panel.corners[static_cast<std::size_t>(places[1])],
                   panel.corners[static_cast<std::size_t>(places[2])]};
  };
  const Panel &first = order.exchanged ? pair.trial : pair.test,
              &second = order.exchanged ? pair.test : pair.trial;
  return makePair(corners(first, order.first), corners(second, order.second));
}

}  // namespace

TEST_CASE("touching pairs agree with Sauter-Schwab of a high order") {
  const Pair coincident = makePair(base, base);
  CHECK(relativeError(statics(coincident).g, sauterSchwab(coincident, 9).g) < 1e-9);
  const Pair edge = edgePair();
  REQUIRE(relatePanels(edge.test, edge.trial).kind == PairKind::edge);
  const PairIntegrals<double> edgeReference = sauterSchwab(edge, 10);
  CHECK(relativeError(statics(edge).g, edgeReference.g) < 6e-7);
  CHECK(relativeError(statics(edge).k, edgeReference.k) < 1e-5);
  CHECK(relativeError(statics(edge).kPrime, edgeReference.kPrime) < 1e-5);
  const Pair vertex = vertexPair();
  REQUIRE(relatePanels(vertex.test, vertex.trial).kind == PairKind::vertex);
  const PairIntegrals<double> vertexReference = sauterSchwab(vertex, 10);
  CHECK(relativeError(statics(vertex).g, vertexReference.g) < 2e-7);
  CHECK(relativeError(statics(vertex).k, vertexReference.k) < 1.5e-5);
  CHECK(relativeError(statics(vertex).kPrime, vertexReference.kPrime) < 1.5e-5);
}

TEST_CASE("summing the scaling axes in advance changes nothing but round-off") {
  for (const Pair& pair : {inLengthOrder(edgePair()), inLengthOrder(vertexPair())}) {
    const PairIntegrals<double> plain = sauterSchwab(pair, 5);
    CHECK(relativeError(statics(pair).g, plain.g) < 1e-13);
    CHECK(relativeError(statics(pair).k, plain.k) < 1e-13);
    CHECK(relativeError(statics(pair).kPrime, plain.kPrime) < 1e-13);
  }
  CHECK(staticSauterSchwabRule(2, 5).x1.size() == 125);
  CHECK(staticSauterSchwabRule(1, 5).x1.size() == 250);
}

TEST_CASE("the closed form agrees with Sauter-Schwab on touching pairs") {
  const TriangleRule rule = collapsedRule(24);
  for (const Pair& pair : {edgePair(), vertexPair()}) {
    const PairIntegrals<double> reference = sauterSchwab(pair, 10);
    CHECK(relativeError(closedForm(pair, rule).g, reference.g) < 5e-6);
    CHECK(relativeError(closedForm(pair, rule).k, reference.k) < 2e-5);
    CHECK(relativeError(closedForm(pair, rule).kPrime, reference.kPrime) < 2e-5);
  }
}

TEST_CASE("a wedge of 8 degrees keeps its digits, where Sauter-Schwab of order 5 loses them") {
  const Pair wedge = wedgePair();
  const PairIntegrals<double> reference = closedForm(wedge, collapsedRule(60));
  CHECK(relativeError(statics(wedge).g, reference.g) < 1.5e-5);
  CHECK(relativeError(statics(wedge).k, reference.k) < 1e-4);
  CHECK(relativeError(statics(wedge).kPrime, reference.kPrime) < 1e-4);
  CHECK(relativeError(sauterSchwab(wedge, 5).g, reference.g) > 1e-3);
  CHECK(relativeError(sauterSchwab(wedge, 5).k, reference.k) > 5e-3);
}

TEST_CASE("slender panels keep their digits at every aspect") {
  for (const double aspect : {1.15, 2.0, 3.0, 4.0, 6.0, 10.0}) {
    CAPTURE(aspect);
    const double y = 1 / aspect;
    const Pair coincident = makePair({a, b, Vector3(0.5, y, 0)}, {a, b, Vector3(0.5, y, 0)});
    CHECK(relativeError(statics(coincident).g, closedForm(coincident, collapsedRule(60)).g) < 1e-6);
    const Pair longEdge = makePair({a, b, Vector3(0.8, y, 0)}, {b, a, Vector3(0.2, -0.94 * y, 0.34 * y)});
    const PairIntegrals<double> reference = closedForm(longEdge, collapsedRule(60));
    CHECK(relativeError(statics(longEdge).g, reference.g) < 1e-5);
    CHECK(relativeError(statics(longEdge).k, reference.k) < 8e-5);
    CHECK(relativeError(statics(longEdge).kPrime, reference.kPrime) < 8e-5);
  }
}

TEST_CASE("near pairs keep their digits down to a twentieth of an edge") {
  const TriangleRule referenceRule = subdividedRule(collapsedRule(14), 8);
  const auto shifted = [](double d, double x, double y) {
    const Vector3 shift(x, y, -d);
    return makePair({a, b, Vector3(0.5, 0.87, 0)}, {a + shift, Vector3(0.5, 0.87, 0) + shift, b + shift});
  };
  // d, then bounds for G and K: 16 outer points down to 0.1, sub-triangles below.
  const std::vector<std::array<double, 3>> bounds = {{1, 4e-7, 3e-6},
                                                     {0.5, 1.2e-5, 1.6e-4},
                                                     {0.24, 1.8e-4, 2e-3},
                                                     {0.1, 1.2e-3, 1.8e-2},
                                                     {0.05, 3e-4, 4e-3}};
  for (const auto& [d, boundG, boundK] : bounds) {
    CAPTURE(d);
    const Pair rim = makePair({a, b, Vector3(0.5, 0.87, 0)},
                              {Vector3(0.1, 0, -d), Vector3(1.1, 0, -d), Vector3(0.5, 0, -d - 0.87)});
    for (const Pair& pair : {shifted(d, 0.33, 0.2), shifted(d, 0, 0), rim}) {
      PairRelation relation = relatePanels(pair.test, pair.trial);
      relation.kind = PairKind::near;
      const auto integrals = staticPairIntegrals(pair.test, pair.trial, relation);
      const auto reference = closedForm(pair, referenceRule);
      CHECK(relativeError(integrals.g, reference.g) < boundG);
      CHECK(relativeError(integrals.k, reference.k) < boundK);
      CHECK(relativeError(integrals.kPrime, reference.kPrime) < boundK);
    }
  }
}

TEST_CASE("a plain product rule loses a thin wall") {
  const Vector3 shift(0, 0, -0.24);
  const Pair wall = makePair({a, b, c}, {a + shift, c + shift, b + shift});
  const auto product = integratePair<double>(wall.test, wall.trial, triangleRule(12), staticKernel);
  CHECK(relativeError(product.k, closedForm(wall, collapsedRule(40)).k) > 5e-3);
}

TEST_CASE("exchanging the panels transposes the integrals") {
  const Vector3 shift(0.2, 0.1, 0.07);
  const std::vector<Pair> pairs = {edgePair(), wedgePair(), vertexPair(),
                                   makePair(base, {a + shift, b + shift, c + 1.5 * shift})};
  for (const Pair& pair : pairs) {
    const PairIntegrals<double> forward = statics(pair);
    const PairIntegrals<double> backward = statics({pair.trial, pair.test});
    // To the accuracy of the rules: they are not symmetric point by point.
    CHECK(relativeError(forward.g, transposed(backward.g)) < 1e-6);
    CHECK(relativeError(forward.k, transposed(backward.kPrime)) < 1e-5);
    CHECK(relativeError(forward.kPrime, transposed(backward.k)) < 1e-5);
  }
}

TEST_CASE("coplanar pairs have no double layer at all") {
  // Corners whose heights above the common plane are round-off, not zero.
  const Vector3 u = Vector3(1, 2, 2) / 3, v = Vector3(2, 1, -2) / 3;
  const auto inPlane = [&](double x, double y) {
    return Vector3(0.1 + x * u[0] + y * v[0], 0.7 + x * u[1] + y * v[1], -0.3 + x * u[2] + y * v[2]);
  };
  const Corners triangle = {inPlane(0, 0), inPlane(1, 0), inPlane(0.3, 0.9)};
  const std::vector<Corners> neighbours = {triangle,
                                           {triangle[1], triangle[0], inPlane(0.4, -0.8)},
                                           {triangle[0], inPlane(-0.7, 0.1), inPlane(-0.5, -0.6)},
                                           {inPlane(0, -0.1), inPlane(-0.5, -0.9), inPlane(0.6, -0.8)}};
  for (const Corners& neighbour : neighbours) {
    const PairIntegrals<double> integrals = statics(makePair(triangle, neighbour));
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        CHECK(integrals.g[i][j] > 0);
        CHECK(integrals.k[i][j] == 0);
        CHECK(integrals.kPrime[i][j] == 0);
      }
    }
  }
}

TEST_CASE("potentials jump by the density across the panel and are flat within it") {
  const Panel panel = makePair(base, base).test;
  const std::array<double, 3> hats = {0.2, 0.5, 0.3};
  const Vector3 inside = pointOn(panel, hats);
  const double step = 1e-7;
  const StaticPotentials above = staticPotentials(panel, inside + step * panel.normal);
  const StaticPotentials below = staticPotentials(panel, inside - step * panel.normal);
  const StaticPotentials within = staticPotentials(panel, inside + 1e-14 * panel.normal);
  for (std::size_t j = 0; j < 3; ++j) {
    CHECK(within.doubleLayer[j] == 0);
    CHECK(above.doubleLayer[j] - below.doubleLayer[j] == doctest::Approx(hats[j]).epsilon(1e-5));
    CHECK(above.single[j] == doctest::Approx(below.single[j]).epsilon(1e-6));
  }
  CHECK((above.gradient - below.gradient).dot(panel.normal) == doctest::Approx(-1).epsilon(1e-5));
}

TEST_CASE("potentials agree with quadrature and their gradient with differences") {
  const Panel panel = makePair(base, base).test;
  const TriangleRule rule = collapsedRule(30);
  for (const Vector3& point :
       {Vector3(0.4, 0.3, 0.8), Vector3(-0.7, 0.2, -0.3), Vector3(2, 0, 0), Vector3(3, -1, 2)}) {
    const StaticPotentials potentials = staticPotentials(panel, point);
    for (std::size_t j = 0; j < 3; ++j) {
      double single = 0;
      double doubleLayer = 0;
      for (std::size_t q = 0; q < rule.weights.size(); ++q) {
        const Vector3 d = pointOn(panel, rule.points[q]) - point;
        const StaticKernelValue value = staticKernel(d.norm());
        single += panel.area * rule.weights[q] * rule.points[q][j] * value.g;
        doubleLayer += panel.area * rule.weights[q] * rule.points[q][j] * value.h * d.dot(panel.normal);
      }
      CHECK(potentials.single[j] == doctest::Approx(single).epsilon(1e-11));
      CHECK(std::abs(potentials.doubleLayer[j] - doubleLayer) < 1e-11);
    }
    for (Eigen::Index axis = 0; axis < 3; ++axis) {
      const Vector3 step = 1e-5 * Vector3::Unit(axis);
      double difference = 0;
      for (std::size_t j = 0; j < 3; ++j) {
        difference +=
            staticPotentials(panel, point + step).single[j] - staticPotentials(panel, point - step).single[j];
      }
      CHECK(potentials.gradient[axis] == doctest::Approx(difference / 2e-5).epsilon(1e-7));
    }
  }
}

TEST_CASE("the static cache does not depend on the number of threads") {
  const std::vector<Panel> panels = makePanels(shapes::disc(0.1, 4));
  const CancelFlag cancel;
  const StaticCache one = makeStaticCache(panels, panels.size(), 1, cancel);
  REQUIRE(one.pairs == findClosePairs(panels, panels.size()));
  REQUIRE(one.integrals.size() == one.pairs.size());
  for (const int threads : {2, 5}) {
    const StaticCache many = makeStaticCache(panels, panels.size(), threads, cancel);
    REQUIRE(many.pairs == one.pairs);
    for (std::size_t pair = 0; pair < one.pairs.size(); ++pair) {
      CHECK(many.relations[pair].kind == one.relations[pair].kind);
      CHECK(many.integrals[pair].g == one.integrals[pair].g);
      CHECK(many.integrals[pair].k == one.integrals[pair].k);
      CHECK(many.integrals[pair].kPrime == one.integrals[pair].kPrime);
    }
  }
}

TEST_CASE("the static cache gives up when it is cancelled") {
  CancelFlag cancel;
  cancel.set();
  CHECK_THROWS_AS(static_cast<void>(makeStaticCache(makePanels(shapes::icosphere(1)), 80, 2, cancel)),
                  Cancelled);
}

TEST_CASE("the solid angle tells inside from outside") {
  const std::vector<Panel> panels = makePanels(shapes::hornShell(0.02, 24));
  const auto turns = [&](const Vector3& point) {
    double sum = 0;
    for (const Panel& panel : panels) {
      for (const double part : staticPotentials(panel, point).doubleLayer) sum += part;
    }
    return sum;
  };
  const Vector3 inDriverBox(0.006, 0, -0.028), inHorn(0.01, 0, 0.1), onThroat = panels[3].centroid;
  CHECK(turns(inDriverBox) == doctest::Approx(-1).epsilon(1e-12));
  CHECK(std::abs(turns(inHorn)) < 1e-12);
  CHECK(turns(onThroat) == doctest::Approx(-0.5).epsilon(1e-12));
}
