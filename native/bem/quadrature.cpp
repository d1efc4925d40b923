#include "bem/quadrature.h"

#include <cmath>
#include <map>
#include <string>

#include "common/error.h"

namespace waveguide::bem {

namespace {

void addCentre(TriangleRule& rule, double weight) {
  rule.points.push_back({1.0 / 3, 1.0 / 3, 1.0 / 3});
  rule.weights.push_back(weight);
}

void addThree(TriangleRule& rule, double weight, double a, double b) {
  for (const auto& point : {std::array{a, b, b}, std::array{b, a, b}, std::array{b, b, a}}) {
    rule.points.push_back(point);
    rule.weights.push_back(weight);
  }
}

void addSix(TriangleRule& rule, double weight, double a, double b, double c) {
  for (const auto& point : {std::array{a, b, c}, std::array{a, c, b}, std::array{b, a, c},
                            std::array{b, c, a}, std::array{c, a, b}, std::array{c, b, a}}) {
    rule.points.push_back(point);
    rule.weights.push_back(weight);
  }
}

TriangleRule makeRule1() {
  TriangleRule rule;
  addCentre(rule, 1);
  return rule;
}

TriangleRule makeRule3() {
  TriangleRule rule;
  addThree(rule, 1.0 / 3, 2.0 / 3, 1.0 / 6);
  return rule;
}

TriangleRule makeRule6() {
  TriangleRule rule;
  addThree(rule, 0.223381589678011, 0.108103018168070, 0.445948490915965);
  addThree(rule, 0.109951743655322, 0.816847572980459, 0.091576213509771);
  return rule;
}

TriangleRule makeRule7() {
  TriangleRule rule;
  addCentre(rule, 0.225);
  addThree(rule, 0.132394152788506, 0.059715871789770, 0.470142064105115);
  addThree(rule, 0.125939180544827, 0.797426985353087, 0.101286507323456);
  return rule;
}

TriangleRule makeRule12() {
  TriangleRule rule;
  addThree(rule, 0.116786275726379, 0.501426509658179, 0.249286745170910);
  addThree(rule, 0.050844906370207, 0.873821971016996, 0.063089014491502);
  addSix(rule, 0.082851075618374, 0.053145049844817, 0.310352451033784, 0.636502499121399);
  return rule;
}

TriangleRule makeRule16() {
  TriangleRule rule;
  addCentre(rule, 0.144315607677787);
  addThree(rule, 0.095091634267285, 0.081414823414554, 0.459292588292723);
  addThree(rule, 0.103217370534718, 0.658861384496480, 0.170569307751760);
  addThree(rule, 0.032458497623198, 0.898905543365938, 0.050547228317031);
  addSix(rule, 0.027230314174435, 0.008394777409958, 0.263112829634638, 0.728492392955404);
  return rule;
}

// P_n(z) and P_{n−1}(z) by the three-term recurrence.
std::array<double, 2> legendrePair(int n, double z) {
  double previous = 1;
  double value = z;
  for (int j = 2; j <= n; ++j) {
    const double next = ((2 * j - 1) * z * value - (j - 1) * previous) / j;
    previous = value;
    value = next;
  }
  return {value, previous};
}

}  // namespace

const TriangleRule& triangleRule(int pointCount) {
  static const std::map<int, TriangleRule> rules = {{1, makeRule1()}, {3, makeRule3()},   {6, makeRule6()},
                                                    {7, makeRule7()}, {12, makeRule12()}, {16, makeRule16()}};
  const auto found = rules.find(pointCount);
  if (found == rules.end()) {
    throw Error(ErrorCode::internal,
                "triangleRule: point count must be 1, 3, 6, 7, 12 or 16, got " + std::to_string(pointCount));
  }
  return found->second;
}

TriangleRule collapsedRule(int order) {
  const IntervalRule gauss = gaussRule(order);
  TriangleRule rule;
  for (std::size_t i = 0; i < gauss.points.size(); ++i) {
    for (std::size_t j = 0; j < gauss.points.size(); ++j) {
      const double u = gauss.points[i];
      const double v = gauss.points[j];
      rule.points.push_back({1 - u, u * (1 - v), u * v});
      rule.weights.push_back(2 * u * gauss.weights[i] * gauss.weights[j]);
    }
  }
  return rule;
}

TriangleRule subdividedRule(const TriangleRule& rule, int partsPerEdge) {
  const double step = 1.0 / partsPerEdge;
  TriangleRule divided;
  const auto addPart = [&](int i, int j, double sign) {
    for (std::size_t point = 0; point < rule.points.size(); ++point) {
      const double u = step * (i + sign * rule.points[point][1]);
      const double v = step * (j + sign * rule.points[point][2]);
      divided.points.push_back({1 - u - v, u, v});
      divided.weights.push_back(rule.weights[point] * step * step);
    }
  };
  for (int i = 0; i < partsPerEdge; ++i) {
    for (int j = 0; i + j < partsPerEdge; ++j) {
      addPart(i, j, 1);
      if (i + j + 1 < partsPerEdge) addPart(i + 1, j + 1, -1);  // the upside-down part of the same cell
    }
  }
  return divided;
}

IntervalRule gaussRule(int pointCount) {
  IntervalRule rule;
  for (int i = 0; i < pointCount; ++i) {
    double z = std::cos(pi * (i + 0.75) / (pointCount + 0.5));
    double slope = 1;
    for (int step = 0; step < 20; ++step) {
      const auto [value, previous] = legendrePair(pointCount, z);
      slope = pointCount * (z * value - previous) / (z * z - 1);
      const double change = value / slope;
      z -= change;
      if (std::abs(change) < 1e-15) break;
    }
    rule.points.push_back((1 - z) / 2);
    rule.weights.push_back(1 / ((1 - z * z) * slope * slope));
  }
  return rule;
}

}  // namespace waveguide::bem
