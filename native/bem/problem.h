// One radiation problem as the outside states it: e^{+jωt}, SI. problem.cpp flips to e^{−iωt} once on entry
// and once on exit.
#pragma once

#include <functional>

#include "bem/mirror.h"
#include "common/cancel.h"
#include "common/types.h"

namespace waveguide {
class Backend;
struct BackendOptions;
}  // namespace waveguide

namespace waveguide::bem {

/// A set of triangles that moves.
struct Source {
  std::vector<Complex> velocity;  // T, pattern of normal velocity, m/s at scale 1
  std::vector<Complex> scale;     // F, factor per frequency
  std::vector<Index> triangles;   // the triangles whose mean pressure and velocity are reported
};

struct Problem {
  Surface surface;
  Planes symmetry = 0;  // mirror planes of the body: it is solved on a part of it, whatever the drive
  Planes ground = 0;    // at most one rigid plane; body and points lie in front of it
  double soundSpeed = 343.2;
  double density = 1.2041;
  std::vector<double> frequencies;  // Hz, in the order of computing
  std::vector<Source> sources;
  std::vector<Vector3> points;  // observation points, m
  Vector3 axis = {0, 0, 1};     // direction of the on-axis far field
};

/// Everything known about one frequency, e^{+jωt}.
struct Solution {
  std::size_t index = 0;
  ComplexVector surfacePressure;        // V
  ComplexVector surfaceVelocity;        // T
  ComplexVector pointPressure;          // N
  std::vector<Complex> sourcePressure;  // area mean over each source's triangles, Pa
  std::vector<Complex> sourceVelocity;  // area mean of the normal velocity, m/s
  Complex axisFarField = 0;             // f(axis), p → f e^{−jkr}/r about the origin, Pa·m
  double powerSurface = 0;              // W, of the whole body
  double powerFarField = 0;             // W, over the full sphere, or in front of the ground
  std::string method;
  int iterations = 0;
  double residual = 0;
  double secondsAssembly = 0, secondsSolve = 0, secondsField = 0;
};

/// How many frequencies are solved at a time: small systems keep a thread busy each, large ones share all
/// threads.
[[nodiscard]] int frequenciesAtOnce(std::size_t unknowns, int threads);

/// Runs the sweep in the order given; calls `prepared` once before the first frequency and `deliver` after
/// each that is finished, never two at a time, from any thread. The points lie in the air or on the surface:
/// inside the body the formula gives 0, which would pass for silence. Throws Error, Cancelled or
/// std::bad_alloc.
void solveProblem(const Problem& problem, Backend& backend, const BackendOptions& options,
                  const CancelFlag& cancel, const std::function<void(double secondsPrepare)>& prepared,
                  const std::function<void(Solution&&)>& deliver);

/// Directions and weights (sum 4π) of a product rule on the sphere: Gauss–Legendre in cos θ × equispaced φ,
/// exact for |f|² of a body of radius `radius` (n ≥ kR + 4; docs/numerics.md). For an |f|² that is even in
/// `planes`, only the directions in front of them.
struct SphereRule {
  std::vector<Vector3> directions;
  std::vector<double> weights;
};
[[nodiscard]] SphereRule sphereRule(double wavenumber, double radius, Planes planes = 0);

}  // namespace waveguide::bem
