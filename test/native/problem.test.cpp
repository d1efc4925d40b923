#include "bem/problem.h"

#include <doctest/doctest.h>

#include <Eigen/Geometry>
#include <cmath>

#include "backends/reference/reference-backend.h"
#include "backends/registry.h"
#include "common/error.h"
#include "common/time-factor.h"
#include "shapes.h"

using namespace waveguide;
using namespace waveguide::bem;

namespace {

constexpr Complex j(0, 1);

double frequencyOf(double k, const Problem& problem) { return k * problem.soundSpeed / (2 * pi); }

// A sphere, of 320 triangles by default, that pulsates with 1 m/s.
Problem pulsatingSphere(const std::vector<double>& wavenumbers, int level = 2) {
  Problem problem;
  problem.surface = shapes::equalVolumeSphere(level);
  Source source;
  source.velocity.assign(problem.surface.triangles.size(), 1);
  source.scale.assign(wavenumbers.size(), 1);
  for (Index triangle = 0; triangle < problem.surface.triangles.size(); ++triangle)
    source.triangles.push_back(triangle);
  problem.sources.push_back(std::move(source));
  for (const double k : wavenumbers) problem.frequencies.push_back(frequencyOf(k, problem));
  return problem;
}

// A sphere with only a cap moving.
Problem cap(double k, int level = 1) {
  Problem problem = pulsatingSphere({k}, level);
  problem.surface = shapes::icosphere(level);
  Source& source = problem.sources[0];
  source.triangles.clear();
  for (Index triangle = 0; triangle < problem.surface.triangles.size(); ++triangle) {
    const auto& [a, b, c] = problem.surface.triangles[triangle];
    const auto& v = problem.surface.vertices;
    const bool moves = (v[a] + v[b] + v[c]).normalized()[2] > std::cos(pi / 6);
    source.velocity[triangle] = moves ? 1 : 0;
    if (moves) source.triangles.push_back(triangle);
  }
  return problem;
}

std::vector<Solution> solveAll(const Problem& problem) {
  std::vector<Solution> solutions;
  const std::unique_ptr<Backend> backend = makeReferenceBackend();
  const CancelFlag cancel;
  solveProblem(
      problem, *backend, {}, cancel, [](double) {}, [&](Solution&& s) { solutions.push_back(std::move(s)); });
  return solutions;
}

}  // namespace

TEST_CASE("the time factor flips back to itself") {
  const Complex value(0.3, -2);
  CHECK(flipTimeFactor(value) == Complex(0.3, 2));
  CHECK(flipTimeFactor(flipTimeFactor(value)) == value);
}

TEST_CASE("a pulsating sphere has its impedance, its sign included") {
  const Problem problem = pulsatingSphere({0.1, 1, 3});
  const double characteristicImpedance = problem.density * problem.soundSpeed;
  const std::vector<Solution> solutions = solveAll(problem);
  REQUIRE(solutions.size() == 3);
  for (std::size_t index = 0; index < 3; ++index) {
    const double ka = std::array{0.1, 1.0, 3.0}[index];
    CAPTURE(ka);
    const Solution& solution = solutions[index];
    CHECK(solution.index == index);
    const Complex exact = j * ka / (1.0 + j * ka);  // a mass at low frequency: positive reactance in e^{+jωt}
    const Complex z = solution.sourcePressure[0] / solution.sourceVelocity[0] / characteristicImpedance;
    CHECK(solution.sourceVelocity[0] == Complex(1));
    CHECK(std::abs(z - exact) < 0.01 * std::abs(exact));
    CHECK(std::abs(solution.surfacePressure[7] / characteristicImpedance - exact) < 0.01 * std::abs(exact));
    CHECK(solution.residual < 1e-12);
    CHECK(solution.method == "lu");
  }
}

TEST_CASE("phase falls and level halves with distance") {
  Problem problem = pulsatingSphere({2});
  problem.points = {{0, 0, 2}, {0, 0, 2.5}, {0, 4, 0}};
  const Solution solution = solveAll(problem)[0];
  const Complex step = solution.pointPressure[1] / solution.pointPressure[0];
  CHECK(std::abs(step - 2 / 2.5 * std::exp(-j * 1.0)) < 1e-3);
  CHECK(std::abs(solution.pointPressure[2] / solution.pointPressure[0]) ==
        doctest::Approx(0.5).epsilon(1e-3));
}

TEST_CASE("both powers and the axis of the far field are those of the sphere") {
  const Problem problem = pulsatingSphere({1, 3});
  const double characteristicImpedance = problem.density * problem.soundSpeed;
  const std::vector<Solution> solutions = solveAll(problem);
  for (std::size_t index = 0; index < 2; ++index) {
    const double ka = std::array{1.0, 3.0}[index];
    const Complex z = j * ka / (1.0 + j * ka);
    const double power = 4 * pi * characteristicImpedance * z.real() / 2;
    CHECK(solutions[index].powerSurface == doctest::Approx(power).epsilon(0.01));
    CHECK(solutions[index].powerFarField == doctest::Approx(power).epsilon(0.01));
    const Complex farField = characteristicImpedance * z * std::exp(j * ka);
    CHECK(std::abs(solutions[index].axisFarField - farField) < 0.01 * std::abs(farField));
  }
}

TEST_CASE("surface and far-field power of a cap differ by the order of the discretisation") {
  for (const auto& [k, bound] : std::vector<std::array<double, 2>>{{1, 3.5e-3}, {5, 8e-3}}) {
    CAPTURE(k);
    const Solution solution = solveAll(cap(k, 2))[0];
    CHECK(solution.powerSurface > 0);
    CHECK(std::abs(solution.powerFarField / solution.powerSurface - 1) < bound);
  }
}

TEST_CASE("moving the body moves the phase of the far field and nothing else") {
  Problem problem = cap(2);
  problem.axis = {0, 0, 5};
  const Solution centred = solveAll(problem)[0];
  for (Vector3& vertex : problem.surface.vertices) vertex[2] += 0.7;
  const Solution shifted = solveAll(problem)[0];
  CHECK(std::abs(shifted.axisFarField / centred.axisFarField - std::exp(j * 2.0 * 0.7)) < 1e-9);
  CHECK(shifted.powerFarField == doctest::Approx(centred.powerFarField).epsilon(1e-9));
  CHECK(shifted.powerSurface == doctest::Approx(centred.powerSurface).epsilon(1e-9));
}

TEST_CASE("a complex scale turns every phasor by its angle") {
  Problem problem = cap(2);
  problem.points = {{0, 1, 2}};
  const Solution plain = solveAll(problem)[0];
  const Complex turn = 2.0 * std::exp(-j * 0.8);  // twice as fast and delayed: the phase falls
  problem.sources[0].scale[0] = turn;
  const Solution scaled = solveAll(problem)[0];
  problem.sources[0].scale[0] = 1;
  for (Complex& velocity : problem.sources[0].velocity) velocity *= turn;
  const Solution perTriangle = solveAll(problem)[0];
  for (const Solution* solution : {&scaled, &perTriangle}) {
    CHECK((solution->surfacePressure - turn * plain.surfacePressure).norm() <
          1e-12 * plain.surfacePressure.norm());
    CHECK((solution->surfaceVelocity - turn * plain.surfaceVelocity).norm() < 1e-12);
    CHECK(std::abs(solution->pointPressure[0] / plain.pointPressure[0] - turn) < 1e-12);
    CHECK(std::abs(solution->axisFarField / plain.axisFarField - turn) < 1e-12);
    CHECK(std::abs(solution->sourcePressure[0] / plain.sourcePressure[0] - turn) < 1e-12);
    CHECK(std::abs(solution->sourceVelocity[0] - turn) < 1e-12);
    CHECK(solution->powerSurface == doctest::Approx(4 * plain.powerSurface));
    CHECK(solution->powerFarField == doctest::Approx(4 * plain.powerFarField));
  }
}

TEST_CASE("sources add up") {
  Problem both = cap(2);
  Source second = both.sources[0];
  second.scale[0] = Complex(0, 0.5);
  std::fill(second.velocity.begin(), second.velocity.end(), Complex(0));
  second.velocity[5] = 3;
  second.triangles = {5};
  Problem alone = both;
  alone.sources = {second};
  const Solution first = solveAll(both)[0];
  const Solution other = solveAll(alone)[0];
  both.sources.push_back(second);
  const Solution sum = solveAll(both)[0];
  CHECK((sum.surfacePressure - first.surfacePressure - other.surfacePressure).norm() <
        1e-12 * sum.surfacePressure.norm());
  REQUIRE(sum.sourceVelocity.size() == 2);
  CHECK(std::abs(other.sourceVelocity[0] - Complex(0, 1.5)) < 1e-15);
}

TEST_CASE("source means are weighted by area") {
  Problem problem = cap(3);
  Source& source = problem.sources[0];
  source.triangles = {0, 3, 50};  // of different areas
  source.velocity[0] = 1;
  source.velocity[3] = Complex(0, 4);
  source.velocity[50] = -9;
  const Solution solution = solveAll(problem)[0];
  double area = 0;
  Complex pressure = 0;
  Complex velocity = 0;
  for (const Index triangle : source.triangles) {
    const auto& [a, b, c] = problem.surface.triangles[triangle];
    const auto& v = problem.surface.vertices;
    const double weight = (v[b] - v[a]).cross(v[c] - v[a]).norm() / 2;
    const auto& p = solution.surfacePressure;
    area += weight;
    pressure += weight * (p[a] + p[b] + p[c]) / 3.0;
    velocity += weight * solution.surfaceVelocity[triangle];
  }
  CHECK(std::abs(solution.sourcePressure[0] - pressure / area) < 1e-12 * std::abs(pressure / area));
  CHECK(std::abs(solution.sourceVelocity[0] - velocity / area) < 1e-12);
}

TEST_CASE("points on the body get the trace") {
  Problem problem = pulsatingSphere({1});
  problem.points = {problem.surface.vertices[3]};
  const Solution solution = solveAll(problem)[0];
  CHECK(std::abs(solution.pointPressure[0] - solution.surfacePressure[3]) <
        1e-12 * std::abs(solution.surfacePressure[3]));
}

TEST_CASE("a source of the wrong size is refused") {
  Problem problem = pulsatingSphere({1});
  problem.sources[0].scale.clear();
  CHECK_THROWS_AS(solveAll(problem), Error);
  problem = pulsatingSphere({1});
  problem.sources[0].velocity.pop_back();
  CHECK_THROWS_AS(solveAll(problem), Error);
}

TEST_CASE("a sweep stops where it is cancelled") {
  const Problem problem = pulsatingSphere({0.5, 1, 2}, 1);
  const std::unique_ptr<Backend> backend = makeReferenceBackend();
  CancelFlag cancel;
  int preparedCount = 0;
  int deliveredCount = 0;
  const auto prepared = [&](double seconds) {
    CHECK(seconds > 0);
    CHECK(deliveredCount == 0);
    ++preparedCount;
  };
  const auto deliver = [&](Solution&& solution) {
    CHECK(solution.secondsAssembly > 0);
    ++deliveredCount;
    cancel.set();
  };
  CHECK_THROWS_AS(solveProblem(problem, *backend, {}, cancel, prepared, deliver), Cancelled);
  CHECK(preparedCount == 1);
  CHECK(deliveredCount == 1);
  CHECK_THROWS_AS(solveProblem(problem, *backend, {}, cancel, prepared, deliver), Cancelled);
  CHECK(deliveredCount == 1);
}

TEST_CASE("the rule on the sphere integrates |f|² of the body") {
  for (const auto& [k, radius] : std::vector<std::array<double, 2>>{{0.01, 0.1}, {10, 0.5}, {50, 0.3}}) {
    CAPTURE(k);
    const SphereRule rule = sphereRule(k, radius);
    // The interference term of |f|² of two sources at distance d: 4π sin(kd)/(kd).
    const auto interference = [&](double d) {
      Complex sum = 0;
      for (std::size_t i = 0; i < rule.weights.size(); ++i) {
        sum += rule.weights[i] * std::exp(j * k * d * rule.directions[i].dot(Vector3(0.48, 0.64, 0.6)));
      }
      return sum;
    };
    const auto error = [&](double d) {
      return std::abs(interference(d) - 4 * pi * std::sin(k * d) / (k * d)) / (4 * pi);
    };
    CHECK(std::abs(interference(0) - 4 * pi) < 1e-12);
    CHECK(error(2 * radius) < 5e-4);  // at opposite ends of the body
    CHECK(error(1.5 * radius) < 1e-6);
    for (const Vector3& direction : rule.directions) CHECK(direction.norm() == doctest::Approx(1));
  }
}

TEST_CASE("frequencies solved at a time give the bits of frequencies in turn") {
  const Problem problem = pulsatingSphere({1, 2, 3, 4, 5});
  const CancelFlag cancel;
  std::array<std::vector<Solution>, 2> runs;
  for (const int threads : {1, 3}) {
    BackendOptions options;
    options.threads = threads;
    const std::unique_ptr<Backend> backend = makeBackend("cpu");
    solveProblem(
        problem, *backend, options, cancel, [](double) {},
        [&](Solution&& s) { runs[threads == 1 ? 0 : 1].push_back(std::move(s)); });
  }
  auto& [inTurn, atOnce] = runs;
  REQUIRE(atOnce.size() == inTurn.size());
  for (std::size_t i = 0; i < inTurn.size(); ++i) {
    CHECK(atOnce[i].index == i);
    CHECK((atOnce[i].surfacePressure.array() == inTurn[i].surfacePressure.array()).all());
    CHECK(atOnce[i].powerFarField == inTurn[i].powerFarField);
  }
}
