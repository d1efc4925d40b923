#include "bem/observe.h"

#include <doctest/doctest.h>

#include <cmath>
#include <memory>

#include "backends/cpu/cpu-backend.h"
#include "backends/reference/reference-backend.h"
#include "bem/problem.h"
#include "common/error.h"
#include "shapes.h"

using namespace waveguide;
using namespace waveguide::bem;

namespace {

constexpr Complex j(0, 1);

// A sphere of radius 1 that pulsates with 1 m/s, its traces in closed form: p = ρc·jka/(1 + jka).
Observation pulsatingSphere(const std::vector<double>& wavenumbers) {
  Observation observation;
  observation.surface = shapes::equalVolumeSphere(2);
  observation.points = {{0, 0, 2}, {1.1, 0, 0}, {-3, 4, 5}};
  const double characteristicImpedance = observation.density * observation.soundSpeed;
  for (const double k : wavenumbers) {
    observation.frequencies.push_back(k * observation.soundSpeed / (2 * pi));
    const Complex pressure = characteristicImpedance * j * k / (1.0 + j * k);
    observation.pressure.insert(observation.pressure.end(), observation.surface.vertices.size(), pressure);
    observation.velocity.insert(observation.velocity.end(), observation.surface.triangles.size(), 1);
  }
  return observation;
}

std::vector<ComplexVector> observeAll(const Observation& observation, Backend& backend) {
  std::vector<ComplexVector> fields;
  const CancelFlag cancel;
  observeField(observation, backend, {}, cancel, [&](std::size_t index, ComplexVector&& pressure) {
    CHECK(index == fields.size());
    fields.push_back(std::move(pressure));
  });
  return fields;
}

// The traces of a solve of the same sphere, and the pressures it gave at the points.
std::vector<ComplexVector> solveInto(Observation& observation, Backend& backend) {
  Problem problem;
  problem.surface = observation.surface;
  problem.frequencies = observation.frequencies;
  problem.points = observation.points;
  Source source;
  source.velocity.assign(problem.surface.triangles.size(), 1);
  source.scale.assign(problem.frequencies.size(), Complex(0.6, 0.8));
  source.triangles = {0};
  problem.sources.push_back(std::move(source));
  observation.pressure.clear();
  observation.velocity.clear();
  std::vector<ComplexVector> fields;
  const CancelFlag cancel;
  solveProblem(
      problem, backend, {}, cancel, [](double) {},
      [&](Solution&& s) {
        observation.pressure.insert(observation.pressure.end(), s.surfacePressure.begin(),
                                    s.surfacePressure.end());
        observation.velocity.insert(observation.velocity.end(), s.surfaceVelocity.begin(),
                                    s.surfaceVelocity.end());
        fields.push_back(s.pointPressure);
      });
  return fields;
}

}  // namespace

TEST_CASE("the field of known traces is the closed form outside a pulsating sphere") {
  const std::vector<double> wavenumbers = {0.5, 2};
  const Observation observation = pulsatingSphere(wavenumbers);
  for (const auto& backend : {makeReferenceBackend(), makeCpuBackend()}) {
    const std::vector<ComplexVector> fields = observeAll(observation, *backend);
    REQUIRE(fields.size() == wavenumbers.size());
    for (std::size_t f = 0; f < wavenumbers.size(); ++f) {
      const Complex k = wavenumbers[f];
      for (std::size_t i = 0; i < observation.points.size(); ++i) {
        const double r = observation.points[i].norm();
        // e^{+jωt}: a delay is a falling phase.
        const Complex exact =
            observation.pressure[f * observation.surface.vertices.size()] * std::exp(-j * k * (r - 1)) / r;
        // 320 flat triangles: half a percent off a sphere of equal volume.
        CHECK(std::abs(fields[f][static_cast<Eigen::Index>(i)] - exact) < 0.01 * std::abs(exact));
      }
    }
  }
}

TEST_CASE("the field of a solve's traces is the solve's own, bit for bit") {
  for (const auto& backend : {makeReferenceBackend(), makeCpuBackend()}) {
    Observation observation = pulsatingSphere({0.5, 2});
    const std::vector<ComplexVector> solved = solveInto(observation, *backend);
    const std::vector<ComplexVector> observed = observeAll(observation, *backend);
    REQUIRE(observed.size() == solved.size());
    for (std::size_t f = 0; f < solved.size(); ++f) CHECK(observed[f] == solved[f]);
  }
}

TEST_CASE("traces that do not fit the surface are refused, and a cancelled observation stops") {
  const std::unique_ptr<Backend> backend = makeCpuBackend();
  Observation observation = pulsatingSphere({1});
  CancelFlag cancel;
  cancel.set();
  const auto ignore = [](std::size_t, ComplexVector&&) {};
  CHECK_THROWS_AS(observeField(observation, *backend, {}, cancel, ignore), Cancelled);
  observation.velocity.pop_back();
  CHECK_THROWS_AS(observeField(observation, *backend, {}, {}, ignore), Error);
}
