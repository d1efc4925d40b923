#include "bem/problem.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <sstream>

#include "bem/backend.h"
#include "bem/field.h"
#include "bem/quadrature.h"
#include "common/error.h"
#include "common/time-factor.h"

namespace waveguide::bem {

namespace {

class Stopwatch {
 public:
  // Seconds since the last call.
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

struct Sphere {
  Vector3 centre;
  double radius = 0;
};

// About the middle of the bounding box: at most a few percent larger than the smallest one.
Sphere boundingSphere(const Surface& surface) {
  Eigen::AlignedBox3d box;
  for (const Vector3& vertex : surface.vertices) box.extend(vertex);
  Sphere sphere{box.center(), 0};
  for (const Vector3& vertex : surface.vertices) {
    sphere.radius = std::max(sphere.radius, (vertex - sphere.centre).norm());
  }
  return sphere;
}

void flipAll(std::vector<Complex>& values) {
  for (Complex& value : values) value = flipTimeFactor(value);
}

void flipAll(ComplexVector& values) {
  for (Complex& value : values) value = flipTimeFactor(value);
}

// e^{+jωt} to e^{−iωt}.
std::vector<Source> flippedSources(std::vector<Source> sources) {
  for (Source& source : sources) {
    flipAll(source.velocity);
    flipAll(source.scale);
  }
  return sources;
}

// e^{−iωt} to e^{+jωt}.
void flipSolution(Solution& solution) {
  flipAll(solution.surfacePressure);
  flipAll(solution.surfaceVelocity);
  flipAll(solution.pointPressure);
  flipAll(solution.sourcePressure);
  flipAll(solution.sourceVelocity);
  solution.axisFarField = flipTimeFactor(solution.axisFarField);
}

void requireSizes(const Problem& problem) {
  for (const Source& source : problem.sources) {
    if (source.velocity.size() == problem.surface.triangles.size() &&
        source.scale.size() == problem.frequencies.size() && !source.triangles.empty()) {
      continue;
    }
    throw Error(ErrorCode::internal,
                "solveProblem: a source needs one velocity per triangle, one scale per frequency and a "
                "triangle of its own");
  }
}

// Inside the body the representation formula gives 0, which would pass for silence.
void refuseInnerPoints(const Problem& problem, const std::vector<Panel>& panels, const Sphere& sphere,
                       const CancelFlag& cancel) {
  for (std::size_t index = 0; index < problem.points.size(); ++index) {
    const Vector3& point = problem.points[index];
    if ((point - sphere.centre).norm() > sphere.radius) continue;
    cancel.throwIfSet();
    if (!isInside(panels, point)) continue;
    std::ostringstream message;
    message << "Observation point " << index << " at (" << point[0] << ", " << point[1] << ", " << point[2]
            << ") m lies inside the body. Move it into the air or onto the surface.";
    throw Error(ErrorCode::option, message.str());
  }
}

ComplexVector normalVelocity(const Problem& problem, const std::vector<Source>& sources,
                             std::size_t frequency) {
  const auto count = static_cast<Eigen::Index>(problem.surface.triangles.size());
  ComplexVector velocity = ComplexVector::Zero(count);
  for (const Source& source : sources) {
    velocity += source.scale[frequency] * Eigen::Map<const ComplexVector>(source.velocity.data(), count);
  }
  return velocity;
}

Complex meanPressure(const Panel& panel, const ComplexVector& pressure) {
  return (pressure[panel.vertices[0]] + pressure[panel.vertices[1]] + pressure[panel.vertices[2]]) / 3.0;
}

// ½ Re ∫ p v* dS, exact for P1 times P0.
double surfacePower(const std::vector<Panel>& panels, const ComplexVector& pressure,
                    const ComplexVector& velocity) {
  double power = 0;
  for (std::size_t index = 0; index < panels.size(); ++index) {
    const Complex v = velocity[static_cast<Eigen::Index>(index)];
    power += panels[index].area / 2 * (meanPressure(panels[index], pressure) * std::conj(v)).real();
  }
  return power;
}

void addSourceMeans(const std::vector<Panel>& panels, const std::vector<Source>& sources,
                    Solution& solution) {
  for (const Source& source : sources) {
    double area = 0;
    Complex pressure = 0;
    Complex velocity = 0;
    for (const Index triangle : source.triangles) {
      const Panel& panel = panels[triangle];
      area += panel.area;
      pressure += panel.area * meanPressure(panel, solution.surfacePressure);
      velocity += panel.area * solution.surfaceVelocity[triangle];
    }
    solution.sourcePressure.push_back(pressure / area);
    solution.sourceVelocity.push_back(velocity / area);
  }
}

// One frequency of one problem; everything in e^{−iωt}.
class Sweep {
 public:
  Sweep(const Problem& problem, Backend& backend, const CancelFlag& cancel)
      : problem_(problem),
        backend_(backend),
        cancel_(cancel),
        panels_(makePanels(problem.surface)),
        sources_(flippedSources(problem.sources)),
        sphere_(boundingSphere(problem.surface)) {
    refuseInnerPoints(problem_, panels_, sphere_, cancel_);
  }

  [[nodiscard]] Solution solve(std::size_t index) const {
    const double k = 2 * pi * problem_.frequencies[index] / problem_.soundSpeed;
    const double characteristicImpedance = problem_.density * problem_.soundSpeed;
    Solution solution;
    solution.index = index;
    solution.surfaceVelocity = normalVelocity(problem_, sources_, index);
    Traces traces;
    traces.normalDerivative = Complex(0, k * characteristicImpedance) * solution.surfaceVelocity;
    Stopwatch watch;
    backend_.assemble(k, traces.normalDerivative, cancel_);
    solution.secondsAssembly = watch.lap();
    const SolveReport report = backend_.solve(traces.pressure, cancel_);
    solution.secondsSolve = watch.lap();
    solution.method = report.method;
    solution.iterations = report.iterations;
    solution.residual = report.residual;
    solution.surfacePressure = traces.pressure;
    solution.pointPressure = backend_.field(k, traces, problem_.points, cancel_);
    addFarField(k, traces, solution);
    solution.powerSurface = surfacePower(panels_, solution.surfacePressure, solution.surfaceVelocity);
    addSourceMeans(panels_, sources_, solution);
    solution.secondsField = watch.lap();
    flipSolution(solution);
    return solution;
  }

 private:
  // Power W = ∫ |f|²/(2ρc) dΩ and the pattern on the axis, in one pass over the surface.
  void addFarField(double k, const Traces& traces, Solution& solution) const {
    SphereRule rule = sphereRule(k, sphere_.radius);
    const std::size_t count = rule.weights.size();
    rule.directions.push_back(problem_.axis.normalized());
    const ComplexVector pattern = backend_.farField(k, traces, rule.directions, cancel_);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      sum += rule.weights[i] * std::norm(pattern[static_cast<Eigen::Index>(i)]);
    }
    solution.powerFarField = sum / (2 * problem_.density * problem_.soundSpeed);
    solution.axisFarField = pattern[static_cast<Eigen::Index>(count)];
  }

  const Problem& problem_;
  Backend& backend_;
  const CancelFlag& cancel_;
  std::vector<Panel> panels_;
  std::vector<Source> sources_;
  Sphere sphere_;
};

}  // namespace

void solveProblem(const Problem& problem, Backend& backend, const BackendOptions& options,
                  const CancelFlag& cancel, const std::function<void(double secondsPrepare)>& prepared,
                  const std::function<void(Solution&&)>& deliver) {
  requireSizes(problem);
  Stopwatch watch;
  const Sweep sweep(problem, backend, cancel);
  backend.prepare(problem.surface, options, cancel);
  prepared(watch.lap());
  for (std::size_t index = 0; index < problem.frequencies.size(); ++index) {
    cancel.throwIfSet();
    deliver(sweep.solve(index));
  }
}

SphereRule sphereRule(double wavenumber, double radius) {
  const int n = static_cast<int>(std::ceil(wavenumber * radius)) + 4;
  const IntervalRule gauss = gaussRule(n);
  SphereRule rule;
  for (std::size_t i = 0; i < gauss.points.size(); ++i) {
    const double z = 2 * gauss.points[i] - 1;
    const double r = std::sqrt(1 - z * z);
    for (int j = 0; j < 2 * n; ++j) {
      const double azimuth = pi * j / n;
      rule.directions.emplace_back(r * std::cos(azimuth), r * std::sin(azimuth), z);
      rule.weights.push_back(2 * gauss.weights[i] * pi / n);
    }
  }
  return rule;
}

}  // namespace waveguide::bem
