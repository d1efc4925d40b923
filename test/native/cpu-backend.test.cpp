// The SIMD backend against the reference, on every instruction set of this machine.
#include <doctest/doctest.h>

#include <Eigen/LU>
#include <string>

#include "backends/cpu/cpu-backend.h"
#include "backends/cpu/dispatch.h"
#include "backends/reference/reference-backend.h"
#include "common/error.h"
#include "shapes.h"
#include "sphere-solution.h"

using namespace waveguide;

namespace {

const CancelFlag neverCancelled;

struct Run {
  ComplexVector pressure, image, rightSide, field, farField;
  SolveReport report;
};

// q varies over the whole surface, so that every part of the right side is seen.
ComplexVector drive(const Surface& surface) {
  ComplexVector q(static_cast<Eigen::Index>(surface.triangles.size()));
  for (Eigen::Index t = 0; t < q.size(); ++t)
    q(t) = Complex(std::cos(0.7 * double(t)), std::sin(1.3 * double(t)));
  return q;
}

Run run(Backend& backend, const Surface& surface, double k, const BackendOptions& options,
        const ComplexVector& q) {
  Run result;
  backend.prepare(bem::mirror(surface, 0), options, neverCancelled);
  backend.assemble(k, 0, q, neverCancelled);
  ComplexVector vector(static_cast<Eigen::Index>(surface.vertices.size()));
  for (Eigen::Index v = 0; v < vector.size(); ++v)
    vector(v) = Complex(std::sin(double(v)), std::cos(2.0 * double(v)));
  backend.apply(vector, result.image);
  result.rightSide = backend.rightSide();
  result.report = backend.solve(result.pressure, neverCancelled);
  const Traces traces{result.pressure, q};
  // The second point lies nearer to the surface than one edge.
  result.field = backend.field(k, traces, {{0.3, 0.4, 2}, {0, 0, 1.05}, {-3, 0.1, 0}}, neverCancelled);
  result.farField = backend.farField(k, traces, {{0, 0, 1}, {0.6, 0, -0.8}}, neverCancelled);
  return result;
}

Run run(Backend& backend, const Surface& surface, double k, const BackendOptions& options) {
  return run(backend, surface, k, options, drive(surface));
}

// Unit q on the throat of shapes::hornShell.
ComplexVector throatDrive(const Surface& surface) {
  ComplexVector q = ComplexVector::Zero(static_cast<Eigen::Index>(surface.triangles.size()));
  const std::vector<bem::Panel> panels = bem::makePanels(surface);
  for (std::size_t t = 0; t < panels.size(); ++t) {
    const Vector3& c = panels[t].centroid;
    if (panels[t].normal.z() > 0.99 && std::hypot(c.x(), c.y()) < 0.0127) q(static_cast<Eigen::Index>(t)) = 1;
  }
  return q;
}

double difference(const ComplexVector& a, const ComplexVector& b) { return (a - b).norm() / b.norm(); }

Surface box() {
  Surface surface;
  for (int v = 0; v < 8; ++v)
    surface.vertices.emplace_back((v & 1) * 0.8 - 0.4, (v & 2) * 0.3 - 0.3, (v & 4) * 0.2 - 0.4);
  surface.triangles = {{0, 2, 3}, {0, 3, 1}, {4, 5, 7}, {4, 7, 6}, {0, 1, 5}, {0, 5, 4},
                       {2, 6, 7}, {2, 7, 3}, {0, 4, 6}, {0, 6, 2}, {1, 3, 7}, {1, 7, 5}};
  return surface;
}

}  // namespace

TEST_CASE("cpu, every instruction set: agrees with the reference in double precision") {
  // Sizes around vectors (4, 8, 16 lanes) and blocks (128 triangles): 12, 20, 80, 320.
  for (const cpu::KernelTable* kernels : cpu::availableKernels()) {
    for (const Surface& surface : {box(), shapes::icosphere(0), shapes::icosphere(1), shapes::icosphere(2)}) {
      CAPTURE(std::string(kernels->isa));
      CAPTURE(surface.triangles.size());
      const double k = 1.0;
      BackendOptions options;
      options.threads = 2;
      options.tolerance = 1e-9;
      const Run cpu = run(*makeCpuBackend(*kernels), surface, k, options);
      const Run reference = run(*makeReferenceBackend(), surface, k, options);
      // Both use rules of 6 points or more at this kh; they differ where the reference refines by distance.
      CHECK(difference(cpu.image, reference.image) < 2e-3);
      CHECK(difference(cpu.rightSide, reference.rightSide) < 1e-3);
      CHECK(difference(cpu.pressure, reference.pressure) < 1e-3);
      CHECK(difference(cpu.field, reference.field) < 1e-3);
      CHECK(difference(cpu.farField, reference.farField) < 1e-3);
    }
  }
}

TEST_CASE("cpu: single precision stays within its stated error of double precision") {
  const Surface surface = shapes::hornShell(0.015, 40);
  REQUIRE(surface.triangles.size() > 2000);  // smaller ones get the finer rules in both precisions
  BackendOptions options;
  options.threads = 2;
  options.tolerance = 1e-6;
  const double k = 9.2;  // 500 Hz, kh ≤ 0.4
  const Run twice = run(*makeCpuBackend(), surface, k, options, throatDrive(surface));
  options.doublePrecision = false;
  const Run single = run(*makeCpuBackend(), surface, k, options, throatDrive(surface));
  // Three points alone cost more than that; six where a pair is nearer than half an edge bring it down.
  CHECK(difference(single.pressure, twice.pressure) < 1e-4);
  CHECK(difference(single.farField, twice.farField) < 1e-4);
}

TEST_CASE("cpu: rules mixed over the triangles of one mesh stay within the rules' own error") {
  const Surface surface = shapes::hornShell(0.015, 40);
  BackendOptions options;
  options.threads = 2;
  options.tolerance = 1e-6;
  // Three, six and seven points meet in all pairings.
  for (const double k : {60.0, 110.0}) {
    CAPTURE(k);
    options.doublePrecision = true;
    const Run twice = run(*makeCpuBackend(), surface, k, options, throatDrive(surface));
    options.doublePrecision = false;
    const Run single = run(*makeCpuBackend(), surface, k, options, throatDrive(surface));
    CHECK(difference(single.image, twice.image) < 3e-4);
    CHECK(difference(single.pressure, twice.pressure) < 1.1e-3);
  }
}

TEST_CASE("cpu: the same bits for every number of threads") {
  const Surface surface = shapes::icosphere(3);
  BackendOptions options;
  options.doublePrecision = false;
  options.threads = 1;
  const Run one = run(*makeCpuBackend(), surface, 5, options);
  for (const int threads : {2, 3, 7}) {
    options.threads = threads;
    const Run many = run(*makeCpuBackend(), surface, 5, options);
    CHECK((one.image == many.image));
    CHECK((one.pressure == many.pressure));
    CHECK((one.field == many.field));
    CHECK((one.farField == many.farField));
  }
}

TEST_CASE("cpu: GMRES needs few steps at every frequency") {
  const Surface surface = shapes::icosphere(3);
  BackendOptions options;
  options.doublePrecision = false;
  options.threads = 2;
  for (const double k : {0.3, 5.0, 15.0}) {
    CAPTURE(k);
    const Run result = run(*makeCpuBackend(), surface, k, options);
    CHECK(result.report.method == "gmres");
    CHECK(result.report.residual <= options.tolerance);
    // A wrong sign of η gives right answers in 60 to 120 steps at k = 15.
    CHECK(result.report.iterations <= 20);
  }
}

TEST_CASE("cpu: the reported residual is the true one") {
  const Surface surface = shapes::icosphere(3);
  BackendOptions options;
  options.threads = 2;
  auto backend = makeCpuBackend();
  const Run result = run(*backend, surface, 5, options);
  ComplexVector image;
  backend->apply(result.pressure, image);
  CHECK(difference(image, result.rightSide) == doctest::Approx(result.report.residual).epsilon(1e-3));
}

TEST_CASE("cpu: a cancelled assembly throws on several threads, whose tiles wait for each other") {
  const Surface surface = shapes::icosphere(3);
  BackendOptions options;
  options.threads = 3;
  const std::unique_ptr<Backend> backend = makeCpuBackend();
  backend->prepare(bem::mirror(surface, 0), options, neverCancelled);
  CancelFlag cancel;
  cancel.set();
  CHECK_THROWS_AS(backend->assemble(3, 0, drive(surface), cancel), Cancelled);
  CHECK_NOTHROW(backend->assemble(3, 0, drive(surface), neverCancelled));
}

TEST_CASE("cpu: a cancelled assembly throws and the backend can be used again") {
  const Surface surface = shapes::icosphere(2);
  auto backend = makeCpuBackend();
  CancelFlag cancel;
  backend->prepare(bem::mirror(surface, 0), {}, cancel);
  cancel.set();
  CHECK_THROWS_AS(backend->assemble(3, 0, drive(surface), cancel), Cancelled);
  CHECK_NOTHROW(backend->assemble(3, 0, drive(surface), neverCancelled));
}

TEST_CASE("cpu: a right side that is not a number does not converge to an answer") {
  const Surface surface = shapes::icosphere(2);
  auto backend = makeCpuBackend();
  backend->prepare(bem::mirror(surface, 0), {}, neverCancelled);
  ComplexVector q = drive(surface);
  q(5) = std::nan("");
  backend->assemble(3, 0, q, neverCancelled);
  ComplexVector pressure;
  CHECK_THROWS_AS(backend->solve(pressure, neverCancelled), Error);
}
