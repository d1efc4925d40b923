#include "bem/kernels.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace waveguide;
using namespace waveguide::bem;

namespace {

double relativeDifference(Complex a, Complex b) { return std::abs(a - b) / std::abs(b); }

const std::vector<Complex> wavenumbers = {{5, 0}, {5, 0.5}, {0.3, 0}};

}  // namespace

TEST_CASE("the Green's function is an outgoing wave of e^{−iωt}") {
  const KernelValue value = fullKernel(0.5, 2.0);
  CHECK(relativeDifference(value.g, std::exp(Complex(0, 1)) / (2 * pi)) < 1e-15);
  CHECK(std::arg(fullKernel(0.6, 2.0).g) > std::arg(value.g));
  CHECK(std::abs(fullKernel(0.5, Complex(2, 1)).g) < std::abs(value.g));
}

TEST_CASE("h is the radial derivative over r") {
  for (const Complex k : wavenumbers) {
    for (const double r : {0.01, 0.3, 2.0}) {
      const double step = 1e-5 * r;
      const Complex slope = (fullKernel(r + step, k).g - fullKernel(r - step, k).g) / (2 * step);
      CHECK(relativeDifference(fullKernel(r, k).h * r, slope) < 1e-8);
      const Complex restSlope =
          (remainderKernel(r + step, k).g - remainderKernel(r - step, k).g) / (2 * step);
      CHECK(std::abs(remainderKernel(r, k).h * r - restSlope) < 1e-8 * std::abs(slope));
    }
  }
}

TEST_CASE("static part and remainder add up to the full kernel") {
  for (const Complex k : wavenumbers) {
    for (const double r : {1e-3, 0.009, 0.0101, 0.1, 1.0}) {
      const KernelValue full = fullKernel(r, k);
      const KernelValue rest = remainderKernel(r, k);
      CHECK(relativeDifference(staticKernel(r).g + rest.g, full.g) < 1e-14);
      CHECK(relativeDifference(staticKernel(r).h + rest.h, full.h) < 1e-14);
    }
  }
}

TEST_CASE("the remainder is continuous where its series begins") {
  for (const Complex k : wavenumbers) {
    const double switchRadius = 0.05 / std::abs(k);
    const KernelValue series = remainderKernel(switchRadius * (1 - 1e-15), k);
    const KernelValue direct = remainderKernel(switchRadius * (1 + 1e-15), k);
    CHECK(relativeDifference(series.g, direct.g) < 1e-14);
    CHECK(relativeDifference(series.h, direct.h) < 1e-12);  // the direct form loses (kr)² here
  }
}

TEST_CASE("the remainder is bounded and tends to ik/4π") {
  for (const Complex k : wavenumbers) {
    const Complex limit = Complex(0, 1) * k / (4 * pi);
    CHECK(remainderKernel(0, k).g == limit);
    CHECK(remainderKernel(0, k).h == Complex(0));
    for (double r = 1; r > 1e-12; r /= 10) {
      CHECK(std::abs(remainderKernel(r, k).g) <= std::abs(k) / (4 * pi) * 1.0001);
      // r h → −k²/8π
      CHECK(std::abs(r * remainderKernel(r, k).h) <= std::norm(k) / (8 * pi) * 1.0001);
    }
    CHECK(relativeDifference(remainderKernel(1e-9, k).g, limit) < 1e-8);
    CHECK(relativeDifference(1e-9 * remainderKernel(1e-9, k).h, -k * k / (8 * pi)) < 1e-8);
  }
}
