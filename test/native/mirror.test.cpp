// Mirror symmetry: parts with images against whole bodies.
#include "bem/mirror.h"

#include <doctest/doctest.h>

#include <Eigen/Geometry>

#include "backends/registry.h"
#include "bem/panels.h"
#include "bem/problem.h"
#include "common/error.h"
#include "shapes.h"

using namespace waveguide;
using namespace waveguide::bem;

namespace {

constexpr Planes x = 1, y = 2, z = 4;

Vector3 centroid(const Surface& surface, std::size_t triangle) {
  const auto& [a, b, c] = surface.triangles[triangle];
  return (surface.vertices[a] + surface.vertices[b] + surface.vertices[c]) / 3;
}

// A sphere driven by a pattern over its triangles.
template <class Pattern>
Problem sphereProblem(const Surface& surface, double k, const Pattern& pattern) {
  Problem problem;
  problem.surface = surface;
  problem.frequencies = {k * problem.soundSpeed / (2 * pi)};
  problem.points = {{0.3, 0.4, 2}, {-1.5, 0.2, 0.7}};
  Source source;
  source.scale = {1};
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    source.velocity.push_back(pattern(centroid(surface, t)));
    if (centroid(surface, t).z() > 0.8) source.triangles.push_back(static_cast<Index>(t));
  }
  problem.sources = {source};
  return problem;
}

Solution solve(const Problem& problem, const std::string& backend, bool doublePrecision = true) {
  BackendOptions options;
  options.doublePrecision = doublePrecision;
  options.tolerance = doublePrecision ? 1e-12 : 1e-6;
  options.threads = 2;
  const CancelFlag cancel;
  Solution solution;
  solveProblem(
      problem, *makeBackend(backend), options, cancel, [](double) {},
      [&](Solution&& s) { solution = std::move(s); });
  return solution;
}

double difference(const ComplexVector& a, const ComplexVector& b) {
  return (a - b).cwiseAbs().maxCoeff() / b.cwiseAbs().maxCoeff();
}

Complex lopsided(const Vector3& c) { return {1 + c.z() + 0.7 * c.x() * c.z(), 0.3 * c.y()}; }

void checkAgainstWhole(const Solution& part, const Solution& whole, double tolerance) {
  CHECK(difference(part.surfacePressure, whole.surfacePressure) < tolerance);
  CHECK(difference(part.pointPressure, whole.pointPressure) < tolerance);
  CHECK(std::abs(part.sourcePressure[0] - whole.sourcePressure[0]) <
        tolerance * std::abs(whole.sourcePressure[0]));
  CHECK(std::abs(part.powerSurface / whole.powerSurface - 1) < tolerance);
  CHECK(std::abs(part.powerFarField / whole.powerFarField - 1) < tolerance);
}

Surface moved(Surface surface, const Vector3& shift) {
  for (Vector3& vertex : surface.vertices) vertex += shift;
  return surface;
}

Surface joined(const Surface& a, const Surface& b) {
  Surface both = a;
  const auto first = static_cast<Index>(a.vertices.size());
  both.vertices.insert(both.vertices.end(), b.vertices.begin(), b.vertices.end());
  for (const auto& [p, q, r] : b.triangles) both.triangles.push_back({first + p, first + q, first + r});
  return both;
}

}  // namespace

TEST_CASE("images: a mirrored part is a closed body with its normals out") {
  const Surface body = shapes::octasphere(2);
  const Surface part = cutAtPlanes(body, x | y | z).part;
  CHECK(part.triangles.size() == body.triangles.size() / 8);
  const MirroredSurface mirrored = mirror(part, x | y | z);
  CHECK(mirrored.images.size() == 8);
  CHECK(mirrored.whole.vertices.size() == body.vertices.size());
  CHECK(shapes::volume(mirrored.whole) == doctest::Approx(shapes::volume(body)).epsilon(1e-12));
  for (const Panel& panel : makePanels(mirrored.whole)) CHECK(panel.normal.dot(panel.centroid) > 0);
}

TEST_CASE("planes are found with the reason why another is none") {
  const MirrorFindings all = findMirrorPlanes(shapes::octasphere(2));
  CHECK(all.planes == (x | y | z));
  Surface dented = shapes::octasphere(2);
  for (Vector3& vertex : dented.vertices) {
    if (vertex.x() > 0.9) vertex.x() += 1e-3;
  }
  const MirrorFindings two = findMirrorPlanes(dented);
  CHECK(two.planes == (y | z));
  CHECK(two.reasons[0].find("has no image") != std::string::npos);
  const MirrorFindings crossed = findMirrorPlanes(shapes::icosphere(2));
  CHECK(crossed.planes == 0);
  CHECK(crossed.reasons[0].find("crosses") != std::string::npos);
  CHECK_THROWS_AS(static_cast<void>(cutAtPlanes(dented, x)), Error);
  CHECK_THROWS_AS(static_cast<void>(mirror(shapes::octasphere(1), x)), Error);
}

TEST_CASE("half, quarter and eighth models agree with the whole, whatever moves") {
  const Surface body = shapes::octasphere(3);  // 512 triangles
  for (const std::string backend : {"cpu", "reference"}) {
    CAPTURE(backend);
    Problem problem = sphereProblem(body, 3, lopsided);
    const Solution whole = solve(problem, backend);
    for (const Planes planes : {x, x | y, x | y | z}) {
      CAPTURE(planes);
      problem.symmetry = planes;
      checkAgainstWhole(solve(problem, backend), whole, 1e-9);
    }
  }
}

TEST_CASE("a drive that is odd in a plane takes one system, and is zero on the plane") {
  Problem problem = sphereProblem(shapes::octasphere(2), 3, [](const Vector3& c) { return Complex(c.x()); });
  const Solution whole = solve(problem, "cpu");
  problem.symmetry = x;
  const Solution half = solve(problem, "cpu");
  CHECK(difference(half.surfacePressure, whole.surfacePressure) < 1e-9);
  CHECK(std::abs(half.powerFarField / whole.powerFarField - 1) < 1e-9);
  for (std::size_t v = 0; v < problem.surface.vertices.size(); ++v) {
    if (problem.surface.vertices[v].x() == 0) {
      CHECK(half.surfacePressure[static_cast<Eigen::Index>(v)] == Complex(0));
    }
  }
}

TEST_CASE("a quarter model agrees with the whole in single precision") {
  Problem problem = sphereProblem(shapes::octasphere(4), 3, lopsided);  // 2048 triangles: the rules of sweeps
  const Solution whole = solve(problem, "cpu", false);
  problem.symmetry = x | y;
  checkAgainstWhole(solve(problem, "cpu", false), whole, 1e-4);
}

TEST_CASE("a sphere above a rigid ground is one of two that move alike, and its power one half") {
  const Vector3 up(0, 0, 1.4);
  const Surface sphere = shapes::octasphere(2);
  const Surface above = moved(sphere, up);
  const auto pattern = [&](const Vector3& c) {
    return c.z() > 0 ? lopsided(c - up) : lopsided(reflected(c, z) - up);
  };
  Problem ground = sphereProblem(above, 2, pattern);
  ground.ground = z;
  ground.points = {{0.3, 0.4, 3.5}, {-1.5, 0.2, 0.7}};
  Problem pair = sphereProblem(joined(above, moved(sphere, -up)), 2, pattern);
  pair.points = ground.points;
  const Solution one = solve(ground, "cpu");
  const Solution two = solve(pair, "cpu");
  const auto count = static_cast<Eigen::Index>(above.vertices.size());
  CHECK(difference(one.surfacePressure, two.surfacePressure.head(count)) < 1e-9);
  CHECK(difference(one.pointPressure, two.pointPressure) < 1e-9);
  CHECK(std::abs(2 * one.powerSurface / two.powerSurface - 1) < 1e-9);
  CHECK(std::abs(2 * one.powerFarField / two.powerFarField - 1) < 1e-9);
}
