#include "bem/observe.h"

#include "bem/backend.h"
#include "common/error.h"
#include "common/time-factor.h"

namespace waveguide::bem {

namespace {

void requireSizes(const Observation& observation) {
  const std::size_t count = observation.frequencies.size();
  if (observation.pressure.size() == count * observation.surface.vertices.size() &&
      observation.velocity.size() == count * observation.surface.triangles.size()) {
    return;
  }
  throw Error(ErrorCode::internal,
              "observeField: needs one pressure per vertex and one velocity per triangle at every frequency");
}

// Values of one frequency, in e^{−iωt}, on the whole surface: `own` has the place of each among the body's.
template <class Place>
ComplexVector flippedSlice(const std::vector<Complex>& values, std::size_t offset, std::size_t count,
                           const Place& own) {
  ComplexVector slice(static_cast<Eigen::Index>(count));
  for (std::size_t i = 0; i < count; ++i) {
    slice[static_cast<Eigen::Index>(i)] = flipTimeFactor(values[offset + own(i)]);
  }
  return slice;
}

// The image in the ground moves and sounds like the body.
Traces tracesAt(const Observation& observation, const MirroredSurface& body, double wavenumber,
                std::size_t index) {
  const double characteristicImpedance = observation.density * observation.soundSpeed;
  const std::size_t vertexCount = body.partVertexCount;
  const std::size_t triangleCount = body.partTriangleCount;
  return {flippedSlice(observation.pressure, index * vertexCount, body.whole.vertices.size(),
                       [&](std::size_t v) { return body.partVertex[v]; }),
          Complex(0, wavenumber * characteristicImpedance) *
              flippedSlice(observation.velocity, index * triangleCount, body.whole.triangles.size(),
                           [&](std::size_t t) { return t % triangleCount; })};
}

}  // namespace

void observeField(const Observation& observation, Backend& backend, const BackendOptions& options,
                  const CancelFlag& cancel,
                  const std::function<void(std::size_t index, ComplexVector&& pressure)>& deliver) {
  requireSizes(observation);
  const MirroredSurface body = mirror(observation.surface, observation.ground);
  backend.prepareField(body.whole, options);
  for (std::size_t index = 0; index < observation.frequencies.size(); ++index) {
    cancel.throwIfSet();
    const double k = 2 * pi * observation.frequencies[index] / observation.soundSpeed;
    ComplexVector pressure =
        backend.field(k, tracesAt(observation, body, k, index), observation.points, cancel);
    for (Complex& value : pressure) value = flipTimeFactor(value);
    deliver(index, std::move(pressure));
  }
}

}  // namespace waveguide::bem
