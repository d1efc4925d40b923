#include "backends/cpu/rules.h"

#include <array>

#include "bem/quadrature.h"

namespace waveguide::cpu {

int regularRulePoints(double kh, Quality quality) {
  if (quality == Quality::fine) return kh < 2 ? 6 : kh < 3 ? 7 : 12;
  return kh < 1.7 ? 3 : kh < 3 ? 6 : 7;
}

int remainderRulePoints(double kh, Quality quality) {
  if (quality == Quality::fine) return kh < 0.5 ? 6 : kh < 1.5 ? 7 : 12;
  return kh < 1.5 ? 7 : 12;
}

namespace {

template <class T>
Rule<T> makeKernelRule(int pointCount) {
  const bem::TriangleRule& source = bem::triangleRule(pointCount);
  Rule<T> rule{};
  rule.count = pointCount;
  for (int p = 0; p < pointCount; ++p) {
    rule.weights[p] = static_cast<T>(source.weights[static_cast<std::size_t>(p)]);
    for (int hat = 0; hat < 3; ++hat) {
      rule.hats[p][hat] =
          static_cast<T>(source.points[static_cast<std::size_t>(p)][static_cast<std::size_t>(hat)]);
      rule.weightedHats[p][hat] = rule.weights[p] * rule.hats[p][hat];
    }
  }
  return rule;
}

template <class T>
std::array<Rule<T>, maxRulePoints + 1> makeKernelRules() {
  std::array<Rule<T>, maxRulePoints + 1> rules{};
  for (const int count : {1, 3, 6, 7, 12}) rules[static_cast<std::size_t>(count)] = makeKernelRule<T>(count);
  return rules;
}

}  // namespace

template <class T>
const Rule<T>& kernelRule(int pointCount) {
  static const std::array<Rule<T>, maxRulePoints + 1> rules = makeKernelRules<T>();
  return rules.at(static_cast<std::size_t>(pointCount));
}

template const Rule<float>& kernelRule(int pointCount);
template const Rule<double>& kernelRule(int pointCount);

}  // namespace waveguide::cpu
