#include "bem/kernels.h"

#include <cmath>

namespace waveguide::bem {

namespace {

constexpr double seriesLimit = 0.05;  // below, the differences lose digits

Complex wave(double r, Complex k) {
  const double decay = k.imag() == 0 ? 1 : std::exp(-k.imag() * r);
  return {decay * std::cos(k.real() * r), decay * std::sin(k.real() * r)};
}

Complex timesI(Complex value) { return {-value.imag(), value.real()}; }

// e^z − 1, to 1e-16 for |z| < seriesLimit.
Complex expMinusOne(Complex z) {
  Complex sum = 1.0;
  for (int n = 8; n >= 2; --n) sum = 1.0 + z / static_cast<double>(n) * sum;
  return z * sum;
}

// (z − 1)e^z + 1 = Σ (n − 1) zⁿ/n!, to 1e-16 for |z| < seriesLimit.
Complex gradientSeries(Complex z) {
  Complex sum = 0.0;
  Complex power = z;  // zⁿ/n!
  for (int n = 2; n <= 9; ++n) {
    power *= z / static_cast<double>(n);
    sum += static_cast<double>(n - 1) * power;
  }
  return sum;
}

}  // namespace

KernelValue fullKernel(double r, Complex k) {
  const Complex g = wave(r, k) / (4 * pi * r);
  return {g, g * (timesI(k) * r - 1.0) / (r * r)};
}

KernelValue remainderKernel(double r, Complex k) {
  const Complex ik = timesI(k);
  if (r == 0) return {ik / (4 * pi), 0};
  const Complex ikr = ik * r;
  const double inverse = 1 / (4 * pi * r);
  if (std::abs(ikr) < seriesLimit) {
    return {expMinusOne(ikr) * inverse, gradientSeries(ikr) * inverse / (r * r)};
  }
  const Complex e = wave(r, k);
  return {(e - 1.0) * inverse, ((ikr - 1.0) * e + 1.0) * inverse / (r * r)};
}

}  // namespace waveguide::bem
