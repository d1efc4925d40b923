#include "bem/problem.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <bitset>
#include <chrono>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <utility>

#include "bem/backend.h"
#include "bem/field.h"
#include "bem/quadrature.h"
#include "common/error.h"
#include "common/threads.h"
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

// Where the problem's own vertices and triangles are on the whole surface, images and all.
struct Layout {
  MirroredSurface body;
  std::vector<Index> vertices, triangles;
};

Layout layoutOf(const Problem& problem) {
  const Planes planes = problem.symmetry | problem.ground;
  Layout layout;
  if (problem.symmetry == 0) {
    layout.body = mirror(problem.surface, planes);
    layout.vertices.resize(layout.body.partVertexCount);
    std::iota(layout.vertices.begin(), layout.vertices.end(), Index{0});
    layout.triangles.resize(layout.body.partTriangleCount);
    std::iota(layout.triangles.begin(), layout.triangles.end(), Index{0});
    return layout;
  }
  const CutSurface cut = cutAtPlanes(problem.surface, problem.symmetry);
  layout.body = mirror(cut.part, planes);
  for (std::size_t v = 0; v < cut.vertexOf.size(); ++v) {
    const std::size_t image = imageNumber(layout.body, cut.vertexImage[v]);
    layout.vertices.push_back(
        layout.body.wholeVertices[image * layout.body.partVertexCount + cut.vertexOf[v]]);
  }
  for (std::size_t t = 0; t < cut.triangleOf.size(); ++t) {
    const std::size_t image = imageNumber(layout.body, cut.triangleImage[t]);
    layout.triangles.push_back(static_cast<Index>(image * layout.body.partTriangleCount + cut.triangleOf[t]));
  }
  return layout;
}

// A field on the whole surface that is odd in the planes of `parity`: what it is, and what is unknown of it.
struct ParityPart {
  Planes parity;
  ComplexVector normalDerivative;  // whole
};

// q = Σ of its parts; parts that are nothing but rounding are left out.
std::vector<ParityPart> parityParts(const MirroredSurface& body, const ComplexVector& q) {
  const auto count = static_cast<Eigen::Index>(body.partTriangleCount);
  std::vector<ParityPart> parts;
  for (const Planes parity : body.images) {
    ComplexVector onPart = ComplexVector::Zero(count);
    for (std::size_t image = 0; image < body.images.size(); ++image) {
      onPart +=
          imageSign(body.images[image], parity) * q.segment(static_cast<Eigen::Index>(image) * count, count);
    }
    onPart /= static_cast<double>(body.images.size());
    constexpr double rounding = 1e-13;
    const bool isSilent = q.norm() == 0;  // then one part says so
    if (isSilent ? parity != 0 : onPart.norm() <= rounding * q.norm()) continue;
    ParityPart part{parity, ComplexVector(q.size())};
    for (std::size_t image = 0; image < body.images.size(); ++image) {
      part.normalDerivative.segment(static_cast<Eigen::Index>(image) * count, count) =
          imageSign(body.images[image], parity) * onPart;
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

void addImages(const MirroredSurface& body, Planes parity, const ComplexVector& onPart,
               ComplexVector& whole) {
  for (std::size_t v = 0; v < body.partVertex.size(); ++v) {
    whole[static_cast<Eigen::Index>(v)] +=
        imageSign(body.vertexImage[v], parity) * onPart[body.partVertex[v]];
  }
}

template <class Values>
ComplexVector gathered(const Values& whole, const std::vector<Index>& places) {
  ComplexVector result(static_cast<Eigen::Index>(places.size()));
  for (std::size_t i = 0; i < places.size(); ++i) result[static_cast<Eigen::Index>(i)] = whole[places[i]];
  return result;
}

// What the sources do, on the problem's own triangles.
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

// One frequency of one problem; everything in e^{−iωt}.
class Sweep {
 public:
  Sweep(const Problem& problem, const CancelFlag& cancel)
      : problem_(problem),
        cancel_(cancel),
        layout_(layoutOf(problem)),
        panels_(makePanels(layout_.body.whole)),
        sources_(flippedSources(problem.sources)),
        sphere_(boundingSphere(panels_)) {}

  [[nodiscard]] const MirroredSurface& body() const { return layout_.body; }

  [[nodiscard]] Solution solve(std::size_t index, Backend& backend) const {
    const double k = 2 * pi * problem_.frequencies[index] / problem_.soundSpeed;
    const double characteristicImpedance = problem_.density * problem_.soundSpeed;
    Solution solution;
    solution.index = index;
    solution.surfaceVelocity = normalVelocity(problem_, sources_, index);
    const ComplexVector velocity = onWholeSurface(solution.surfaceVelocity);
    Traces traces;
    traces.normalDerivative = Complex(0, k * characteristicImpedance) * velocity;
    const std::size_t parts = solveParts(k, backend, traces, solution);
    solution.surfacePressure = gathered(traces.pressure, layout_.vertices);
    Stopwatch watch;
    solution.pointPressure = backend.field(k, traces, problem_.points, cancel_);
    addFarField(k, backend, traces, parts == 1 ? layout_.body.planes : problem_.ground, solution);
    const double sides = problem_.ground == 0 ? 1 : 0.5;
    solution.powerFarField *= sides;
    solution.powerSurface = sides * surfacePower(panels_, traces.pressure, velocity);
    addSourceMeans(traces.pressure, velocity, solution);
    solution.secondsField = watch.lap();
    flipSolution(solution);
    return solution;
  }

 private:
  // The image in the ground moves like the body.
  [[nodiscard]] ComplexVector onWholeSurface(const ComplexVector& own) const {
    const MirroredSurface& body = layout_.body;
    ComplexVector whole = ComplexVector::Zero(static_cast<Eigen::Index>(body.whole.triangles.size()));
    for (std::size_t t = 0; t < layout_.triangles.size(); ++t) {
      whole[layout_.triangles[t]] = own[static_cast<Eigen::Index>(t)];
    }
    for (std::size_t image = 0; image < body.images.size(); ++image) {
      if ((body.images[image] & problem_.ground) == 0) continue;
      const Planes origin = body.images[image] & ~problem_.ground;
      const auto place = static_cast<Eigen::Index>(imageNumber(body, origin));
      const auto count = static_cast<Eigen::Index>(body.partTriangleCount);
      whole.segment(static_cast<Eigen::Index>(image) * count, count) = whole.segment(place * count, count);
    }
    return whole;
  }

  // Fills the pressure on the whole surface; returns how many systems that took.
  std::size_t solveParts(double k, Backend& backend, Traces& traces, Solution& solution) const {
    const std::vector<ParityPart> parts = parityParts(layout_.body, traces.normalDerivative);
    traces.pressure = ComplexVector::Zero(static_cast<Eigen::Index>(layout_.body.whole.vertices.size()));
    Stopwatch watch;
    for (const ParityPart& part : parts) {
      ComplexVector pressure;
      backend.assemble(k, part.parity, part.normalDerivative, cancel_);
      solution.secondsAssembly += watch.lap();
      const SolveReport report = backend.solve(pressure, cancel_);
      addImages(layout_.body, part.parity, pressure, traces.pressure);
      solution.secondsSolve += watch.lap();
      solution.method = report.method;
      solution.iterations = std::max(solution.iterations, report.iterations);
      solution.residual = std::max(solution.residual, report.residual);
    }
    return parts.size();
  }

  // Power W = ∫ |f|²/(2ρc) dΩ and the pattern on the axis, in one pass over the surface.
  void addFarField(double k, const Backend& backend, const Traces& traces, Planes even,
                   Solution& solution) const {
    SphereRule rule = sphereRule(k, sphere_.radius, even);
    const std::size_t count = rule.weights.size();
    rule.directions.push_back(problem_.axis.normalized());
    const ComplexVector pattern = backend.farField(k, traces, rule.directions, cancel_);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      sum += rule.weights[i] * std::norm(pattern[static_cast<Eigen::Index>(i)]);
    }
    solution.powerFarField = sum / (2 * problem_.density * problem_.soundSpeed);
    solution.axisFarField = pattern[static_cast<Eigen::Index>(count)];
  }

  void addSourceMeans(const ComplexVector& pressure, const ComplexVector& velocity,
                      Solution& solution) const {
    for (const Source& source : sources_) {
      double area = 0;
      Complex meanOfPressure = 0;
      Complex meanOfVelocity = 0;
      for (const Index own : source.triangles) {
        const Index triangle = layout_.triangles[own];
        const Panel& panel = panels_[triangle];
        area += panel.area;
        meanOfPressure += panel.area * meanPressure(panel, pressure);
        meanOfVelocity += panel.area * velocity[triangle];
      }
      solution.sourcePressure.push_back(meanOfPressure / area);
      solution.sourceVelocity.push_back(meanOfVelocity / area);
    }
  }

  const Problem& problem_;
  const CancelFlag& cancel_;
  Layout layout_;
  std::vector<Panel> panels_;
  std::vector<Source> sources_;
  Sphere sphere_;
};

}  // namespace

int frequenciesAtOnce(std::size_t unknowns, int threads) {
  constexpr std::size_t smallSystem = 1000;
  return unknowns <= smallSystem ? std::max(threads, 1) : 1;
}

void solveProblem(const Problem& problem, Backend& backend, const BackendOptions& options,
                  const CancelFlag& cancel, const std::function<void(double secondsPrepare)>& prepared,
                  const std::function<void(Solution&&)>& deliver) {
  requireSizes(problem);
  Stopwatch watch;
  const Sweep sweep(problem, cancel);
  backend.prepare(sweep.body(), options, cancel);
  prepared(watch.lap());
  const std::size_t count = problem.frequencies.size();
  const auto atOnce = std::min<std::size_t>(
      static_cast<std::size_t>(frequenciesAtOnce(sweep.body().partVertexCount, options.threads)), count);
  std::vector<std::unique_ptr<Backend>> teams;
  for (std::size_t team = 0; atOnce > 1 && team < atOnce; ++team) teams.push_back(backend.sibling(1));
  const bool inTurn = teams.empty() || teams[0] == nullptr;
  std::mutex delivering;
  std::map<std::size_t, Solution> waiting;  // finished before one that was begun earlier
  std::size_t next = 0;
  parallelFor(count, inTurn ? 1 : static_cast<int>(teams.size()), [&](std::size_t index, int team) {
    cancel.throwIfSet();
    Solution solution = sweep.solve(index, inTurn ? backend : *teams[static_cast<std::size_t>(team)]);
    const std::lock_guard<std::mutex> lock(delivering);
    waiting.emplace(index, std::move(solution));
    for (auto first = waiting.begin(); first != waiting.end() && first->first == next; ++next) {
      deliver(std::move(first->second));
      first = waiting.erase(first);
    }
  });
}

// An even number of rings, and half a step between the x axis and the first direction: none lies in a plane.
SphereRule sphereRule(double wavenumber, double radius, Planes planes) {
  const int n = 2 * static_cast<int>(std::ceil((wavenumber * radius + 4) / 2));
  const IntervalRule gauss = gaussRule(n);
  const double share = std::ldexp(1.0, static_cast<int>(std::bitset<3>(planes).count()));
  SphereRule rule;
  for (std::size_t i = 0; i < gauss.points.size(); ++i) {
    const double z = 2 * gauss.points[i] - 1;
    const double r = std::sqrt(1 - z * z);
    for (int j = 0; j < 2 * n; ++j) {
      const double azimuth = pi * (j + 0.5) / n;
      const Vector3 direction(r * std::cos(azimuth), r * std::sin(azimuth), z);
      if (sideOf(direction, planes) != 0) continue;
      rule.directions.push_back(direction);
      rule.weights.push_back(share * 2 * gauss.weights[i] * pi / n);
    }
  }
  return rule;
}

}  // namespace waveguide::bem
