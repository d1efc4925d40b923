#include "addon/observe-binding.h"

#include <memory>
#include <string>
#include <utility>

#include "addon/buffers.h"
#include "addon/error-bridge.h"
#include "addon/job-reading.h"
#include "addon/worker.h"
#include "backends/registry.h"
#include "bem/backend.h"
#include "bem/observe.h"

namespace waveguide::addon {
namespace {

struct ObserveInput {
  bem::Observation observation;
  std::string backend;
  BackendOptions options;
};

ObserveInput readInput(const Napi::Object& job) {
  ObserveInput input;
  bem::Observation& observation = input.observation;
  observation.surface = readSurface(job);
  observation.soundSpeed = readNumber(job, "soundSpeed");
  observation.density = readNumber(job, "density");
  observation.frequencies = readDoubles(job, "frequencies");
  observation.pressure = readComplex(job, "pressure");
  observation.velocity = readComplex(job, "velocity");
  const std::size_t count = observation.frequencies.size();
  requireCount(observation.pressure.size(), count * observation.surface.vertices.size(), "pressure");
  requireCount(observation.velocity.size(), count * observation.surface.triangles.size(), "velocity");
  observation.points = readPoints(job, "points");
  observation.ground = readPlanes(job, "ground");
  input.backend = readText(job, "backend");
  input.options = readBackendOptions(job);
  return input;
}

MakeValue fieldEvent(std::size_t index, ComplexVector&& pressure) {
  const auto kept = std::make_shared<const ComplexVector>(std::move(pressure));
  return [index, kept](napi_env env) {
    return ObjectBuilder(env)
        .number("index", static_cast<double>(index))
        .complex("pressure", kept->data(), static_cast<std::size_t>(kept->size()))
        .value();
  };
}

MakeValue runObserve(const ObserveInput& input, Job& job) {
  const auto backend = makeBackend(input.backend);
  bem::observeField(input.observation, *backend, input.options, job.cancel,
                    [&job](std::size_t index, ComplexVector&& pressure) {
                      job.post(fieldEvent(index, std::move(pressure)));
                    });
  const auto count = static_cast<double>(input.observation.frequencies.size());
  return [count](napi_env env) { return makeNumber(env, count); };
}

Napi::Value observe(const Napi::CallbackInfo& info) {
  return bridged(info, [&info]() -> Napi::Value {
    const auto input = std::make_shared<const ObserveInput>(readInput(readObject(info[0], "job")));
    const StartedJob started = makeJob(info.Env(), info[1]);
    startThread(started.job, [input](Job& job) { return runObserve(*input, job); });
    return started.handle;
  });
}

}  // namespace

void exportObserve(Napi::Env env, Napi::Object exports) {
  exports.Set("observe", Napi::Function::New(env, observe));
}

}  // namespace waveguide::addon
