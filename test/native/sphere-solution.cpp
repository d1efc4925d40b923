#include "sphere-solution.h"

#include <Eigen/LU>
#include <cmath>

#include "bem/field.h"
#include "bem/pair-quadrature.h"

namespace waveguide::spheres {

namespace {

const Vector3 monopole(0.2, -0.1, 0.3);

struct Sums {
  double difference = 0;
  double exact = 0;
  void add(double weight, Complex value, Complex reference) {
    difference += weight * std::norm(value - reference);
    exact += weight * std::norm(reference);
  }
  [[nodiscard]] double relative() const { return std::sqrt(difference / exact); }
};

double l2Error(const Solved& solved, const Case& exact) {
  const bem::TriangleRule& rule = bem::triangleRule(12);
  Sums sums;
  for (std::size_t index = 0; index < solved.panels.size(); ++index) {
    const bem::Panel& panel = solved.panels[index];
    const auto traces = bem::tracesOf(solved.panels, index, solved.pressure, solved.normalDerivative);
    for (std::size_t a = 0; a < rule.weights.size(); ++a) {
      const Vector3 x = bem::pointOn(panel, rule.points[a]);
      sums.add(rule.weights[a] * panel.area, bem::pressureOn(panel, traces, x),
               exact.pressure(x.normalized()));
    }
  }
  return sums.relative();
}

Complex pressureAt(const Solved& solved, double k, const Vector3& point) {
  const bem::TriangleRule& rule = bem::triangleRule(7);
  Complex sum = 0;
  for (std::size_t index = 0; index < solved.panels.size(); ++index) {
    const bem::Panel& panel = solved.panels[index];
    const auto traces = bem::tracesOf(solved.panels, index, solved.pressure, solved.normalDerivative);
    for (std::size_t a = 0; a < rule.weights.size(); ++a) {
      const Vector3 y = bem::pointOn(panel, rule.points[a]);
      const Vector3 d = y - point;
      const bem::KernelValue value = bem::fullKernel(d.norm(), k);
      const Complex p = bem::pressureOn(panel, traces, y);
      sum += rule.weights[a] * panel.area *
             (value.h * d.dot(panel.normal) * p - value.g * traces.normalDerivative);
    }
  }
  return sum;
}

double fieldError(const Solved& solved, double k, const Case& exact) {
  const bem::IntervalRule gauss = bem::gaussRule(6);
  Sums sums;
  for (std::size_t i = 0; i < 6; ++i) {
    const double z = 2 * gauss.points[i] - 1;
    const double r = std::sqrt(1 - z * z);
    for (int j = 0; j < 12; ++j) {
      const double azimuth = 2 * pi * j / 12;
      const Vector3 point = 2 * Vector3(r * std::cos(azimuth), r * std::sin(azimuth), z);
      sums.add(gauss.weights[i], pressureAt(solved, k, point), exact.pressure(point));
    }
  }
  return sums.relative();
}

}  // namespace

Hankel sphericalHankel(int n, Complex z) {
  const Complex i(0, 1);
  Complex previous = std::exp(i * z) / z;  // h_{−1}
  Complex value = -i * previous;           // h_0
  for (int order = 0; order < n; ++order) {
    const Complex next = (2.0 * order + 1) / z * value - previous;
    previous = value;
    value = next;
  }
  return {value, previous - (n + 1.0) / z * value};
}

double legendre(int n, double x) {
  double previous = 0;
  double value = 1;
  for (int order = 0; order < n; ++order) {
    const double next = ((2 * order + 1) * x * value - order * previous) / (order + 1);
    previous = value;
    value = next;
  }
  return value;
}

Case modeCase(int n, double k) {
  const Complex i(0, 1);
  const Complex slope = sphericalHankel(n, k).derivative;
  return {[=](const Vector3& direction) { return i * k * legendre(n, direction[2]); },
          [=](const Vector3& point) {
            const double r = point.norm();
            return i * sphericalHankel(n, k * r).value / slope * legendre(n, point[2] / r);
          }};
}

Case monopoleCase(double k) {
  return {[=](const Vector3& direction) {
            const Vector3 d = direction - monopole;
            return bem::fullKernel(d.norm(), k).h * d.dot(direction);
          },
          [=](const Vector3& point) { return bem::fullKernel((point - monopole).norm(), k).g; }};
}

ComplexVector sampleDrive(const std::vector<bem::Panel>& panels, const Case& exact) {
  ComplexVector drive(static_cast<Eigen::Index>(panels.size()));
  for (std::size_t index = 0; index < panels.size(); ++index) {
    drive[static_cast<Eigen::Index>(index)] = exact.normalDerivative(panels[index].centroid.normalized());
  }
  return drive;
}

Solved solveCase(const Surface& surface, double k, const Case& exact) {
  const CancelFlag cancel;
  Solved solved;
  solved.panels = bem::makePanels(surface);
  solved.normalDerivative = sampleDrive(solved.panels, exact);
  const bem::StaticCache cache = bem::makeStaticCache(solved.panels, solved.panels.size(), 1, cancel);
  const auto operators =
      assembleOperators(solved.panels, bem::mirror(surface, 0), cache, k, 0, solved.normalDerivative, cancel);
  const ReferenceSystem system = burtonMiller(operators, k);
  solved.pressure = system.matrix.partialPivLu().solve(system.rightSide);
  return solved;
}

Errors errorsOf(const Surface& surface, const Solved& solved, double k, const Case& exact) {
  return {nodalError(surface, solved, exact), l2Error(solved, exact), fieldError(solved, k, exact)};
}

double nodalError(const Surface& surface, const Solved& solved, const Case& exact) {
  std::vector<double> area(surface.vertices.size());
  for (const bem::Panel& panel : solved.panels) {
    for (const Index vertex : panel.vertices) area[vertex] += panel.area / 3;
  }
  Sums sums;
  for (std::size_t vertex = 0; vertex < area.size(); ++vertex) {
    sums.add(area[vertex], solved.pressure[static_cast<Eigen::Index>(vertex)],
             exact.pressure(surface.vertices[vertex].normalized()));
  }
  return sums.relative();
}

}  // namespace waveguide::spheres
