#include "bem/quadrature.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "bem/sauter-schwab.h"
#include "common/error.h"

using namespace waveguide;
using namespace waveguide::bem;

namespace {

// Worst error of the mean of a^i b^j c^l over the triangle, i + j + l = degree: 2 i! j! l! / (degree + 2)!.
double worstMoment(const TriangleRule& rule, int degree) {
  double worst = 0;
  for (int i = 0; i <= degree; ++i) {
    for (int j = 0; i + j <= degree; ++j) {
      const int l = degree - i - j;
      double sum = 0;
      for (std::size_t a = 0; a < rule.weights.size(); ++a) {
        const auto& [u, v, w] = rule.points[a];
        sum += rule.weights[a] * std::pow(u, i) * std::pow(v, j) * std::pow(w, l);
      }
      const double exact =
          2 * std::tgamma(i + 1) * std::tgamma(j + 1) * std::tgamma(l + 1) / std::tgamma(degree + 3);
      worst = std::max(worst, std::abs(sum - exact));
    }
  }
  return worst;
}

int exactDegree(const TriangleRule& rule) {
  int degree = 0;
  while (worstMoment(rule, degree + 1) < 1e-13) ++degree;
  return degree;
}

bool isInner(const TriangleRule& rule) {
  for (std::size_t a = 0; a < rule.weights.size(); ++a) {
    const auto& [u, v, w] = rule.points[a];
    if (!(rule.weights[a] > 0 && u > 0 && v > 0 && w > 0)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("triangle rules are exact to their degree and no further") {
  const std::vector<std::array<int, 2>> degrees = {{1, 1}, {3, 2}, {6, 4}, {7, 5}, {12, 6}, {16, 8}};
  for (const auto& [pointCount, degree] : degrees) {
    CAPTURE(pointCount);
    const TriangleRule& rule = triangleRule(pointCount);
    CHECK(static_cast<int>(rule.points.size()) == pointCount);
    CHECK(exactDegree(rule) == degree);
    CHECK(isInner(rule));
  }
}

TEST_CASE("a triangle rule of another size is refused") {
  CHECK_THROWS_WITH_AS(static_cast<void>(triangleRule(5)), doctest::Contains("got 5"), Error);
}

TEST_CASE("collapsed and subdivided rules keep the moments") {
  CHECK(collapsedRule(4).points.size() == 16);
  CHECK(exactDegree(collapsedRule(4)) == 6);
  const TriangleRule divided = subdividedRule(triangleRule(7), 3);
  CHECK(divided.points.size() == 63);
  CHECK(isInner(divided));
  CHECK(exactDegree(divided) == 5);
  // Nine sub-triangles of order 5: the degree-6 error falls by at least 3^5.
  CHECK(worstMoment(divided, 6) < worstMoment(triangleRule(7), 6) / 243);
}

TEST_CASE("Gauss rules integrate powers up to 2n − 1") {
  for (int n = 1; n <= 40; ++n) {
    CAPTURE(n);
    const IntervalRule rule = gaussRule(n);
    for (int power = 0; power <= 2 * n; ++power) {
      double sum = 0;
      for (std::size_t i = 0; i < rule.points.size(); ++i)
        sum += rule.weights[i] * std::pow(rule.points[i], power);
      const double error = std::abs(sum - 1.0 / (power + 1));
      if (power < 2 * n) CHECK(error < 1e-14);
      if (power == 2 * n && n < 8) CHECK(error > 1e-10);
    }
  }
}

TEST_CASE("Sauter-Schwab weights cover the pair of reference triangles") {
  for (int sharedCount = 1; sharedCount <= 3; ++sharedCount) {
    CAPTURE(sharedCount);
    double weight = 0;
    double moment = 0;
    for (const PairPoint& point : sauterSchwabRule(sharedCount, 4)) {
      weight += point.weight;
      moment += point.weight * point.x1 * point.y2;
      CHECK((0 < point.x2 && point.x2 < point.x1 && point.x1 < 1));
      CHECK((0 < point.y2 && point.y2 < point.y1 && point.y1 < 1));
    }
    CHECK(weight == doctest::Approx(0.25).epsilon(1e-14));
    CHECK(moment == doctest::Approx(1.0 / 18).epsilon(1e-14));
  }
  CHECK_THROWS_AS(static_cast<void>(sauterSchwabRule(0, 4)), Error);
}
