// The sound field of known surface traces, without solving again. As in problem.h: e^{+jωt} and SI outside,
// flipped once on entry and once on exit.
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

/// Traces of a finished sweep and the points to observe.
struct Observation {
  Surface surface;    // the whole body
  Planes ground = 0;  // at most one rigid plane; body and points lie in front of it
  double soundSpeed = 343.2;
  double density = 1.2041;
  std::vector<double> frequencies;  // F, Hz
  std::vector<Complex> pressure;    // F·V, P1 nodal, Pa
  std::vector<Complex> velocity;    // F·T, P0 normal velocity, m/s
  std::vector<Vector3> points;      // N, m, in the air or on the surface
};

/// Pressure at the points, frequency after frequency; `deliver` gets the index and N values. The same
/// arithmetic as solveProblem's own points. Throws Error, Cancelled or std::bad_alloc.
void observeField(const Observation& observation, Backend& backend, const BackendOptions& options,
                  const CancelFlag& cancel,
                  const std::function<void(std::size_t index, ComplexVector&& pressure)>& deliver);

}  // namespace waveguide::bem
