// Exact radiation of the unit sphere and the error measures of docs/numerics.md. Time factor e^{−iωt}, ρc
// = 1.
//   û  direction of a triangle's centroid      q  ∂p/∂n      h  spherical Hankel function of the first kind
#pragma once

#include <functional>

#include "backends/reference/assemble.h"

namespace waveguide::spheres {

struct Hankel {
  Complex value;
  Complex derivative;
};

/// h_n⁽¹⁾(z) and its derivative; n ≥ 0.
[[nodiscard]] Hankel sphericalHankel(int n, Complex z);

/// P_n(x).
[[nodiscard]] double legendre(int n, double x);

/// A prescribed normal derivative on r = 1 and the pressure it causes everywhere outside.
struct Case {
  std::function<Complex(const Vector3& direction)> normalDerivative;
  std::function<Complex(const Vector3& point)> pressure;
};

/// v = P_n(cos θ): pulsating, oscillating, quadrupole.
[[nodiscard]] Case modeCase(int n, double k);

/// A monopole at (0.2, −0.1, 0.3).
[[nodiscard]] Case monopoleCase(double k);

/// q per triangle: the exact value at û.
[[nodiscard]] ComplexVector sampleDrive(const std::vector<bem::Panel>& panels, const Case& exact);

struct Solved {
  std::vector<bem::Panel> panels;
  ComplexVector normalDerivative;
  ComplexVector pressure;
};

/// The Burton–Miller solution of a case by the reference operators and LU.
[[nodiscard]] Solved solveCase(const Surface& surface, double k, const Case& exact);

struct Errors {
  double nodal, l2, field;
};

/// Relative errors at the vertices (area-weighted), over the flat triangles (12-point rule) and on r = 2
/// (6 Gauss points in cos θ × 12).
[[nodiscard]] Errors errorsOf(const Surface& surface, const Solved& solved, double k, const Case& exact);

/// The nodal error alone.
[[nodiscard]] double nodalError(const Surface& surface, const Solved& solved, const Case& exact);

}  // namespace waveguide::spheres
