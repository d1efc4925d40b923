#include "addon/solve-binding.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "addon/buffers.h"
#include "addon/error-bridge.h"
#include "addon/job-reading.h"
#include "addon/worker.h"
#include "backends/registry.h"
#include "bem/mirror.h"
#include "bem/problem.h"

namespace waveguide::addon {
namespace {

struct SolveInput {
  bem::Problem problem;
  std::string backend;
  BackendOptions options;
};

std::vector<bem::Source> readSources(const Napi::Object& job, std::size_t triangleCount,
                                     std::size_t frequencyCount) {
  const Napi::Array list = readArray(job, "sources");
  std::vector<bem::Source> sources(list.Length());
  for (std::uint32_t i = 0; i < list.Length(); ++i) {
    const Napi::Object source = readObject(list.Get(i), "sources[" + std::to_string(i) + "]");
    sources[i] = {readComplex(source, "velocity"), readComplex(source, "scale"),
                  readIndices(source, "triangles")};
    requireCount(sources[i].velocity.size(), triangleCount, "velocity");
    requireCount(sources[i].scale.size(), frequencyCount, "scale");
    requireBelow(sources[i].triangles, triangleCount, "triangles of a source");
  }
  return sources;
}

std::string planesInLetters(bem::Planes planes) {
  std::string letters;
  for (unsigned axis = 0; axis < 3; ++axis) {
    if ((planes >> axis & 1U) != 0) letters += static_cast<char>('x' + axis);
  }
  return letters;
}

SolveInput readInput(const Napi::Object& job) {
  SolveInput input;
  bem::Problem& problem = input.problem;
  problem.surface = readSurface(job);
  problem.soundSpeed = readNumber(job, "soundSpeed");
  problem.density = readNumber(job, "density");
  problem.frequencies = readDoubles(job, "frequencies");
  problem.sources = readSources(job, problem.surface.triangles.size(), problem.frequencies.size());
  problem.points = readPoints(job, "points");
  problem.symmetry = readPlanes(job, "symmetry");
  problem.ground = readPlanes(job, "ground");
  input.backend = readText(job, "backend");
  input.options = readBackendOptions(job);
  input.options.tolerance = readNumber(job, "tolerance");
  return input;
}

napi_value makeSolution(napi_env env, const bem::Solution& solution) {
  const auto vector = [](ObjectBuilder& object, const char* name, const ComplexVector& values) {
    object.complex(name, values.data(), static_cast<std::size_t>(values.size()));
  };
  ObjectBuilder object(env);
  object.number("index", static_cast<double>(solution.index));
  vector(object, "surfacePressure", solution.surfacePressure);
  vector(object, "surfaceVelocity", solution.surfaceVelocity);
  vector(object, "pointPressure", solution.pointPressure);
  return object.complex("sourcePressure", solution.sourcePressure.data(), solution.sourcePressure.size())
      .complex("sourceVelocity", solution.sourceVelocity.data(), solution.sourceVelocity.size())
      .complex("axisFarField", &solution.axisFarField, 1)
      .number("powerSurface", solution.powerSurface)
      .number("powerFarField", solution.powerFarField)
      .text("solver", solution.method)
      .number("iterations", solution.iterations)
      .number("residual", solution.residual)
      .number("secondsAssembly", solution.secondsAssembly)
      .number("secondsSolve", solution.secondsSolve)
      .number("secondsField", solution.secondsField)
      .value();
}

MakeValue preparedEvent(double seconds) {
  return [seconds](napi_env env) {
    return ObjectBuilder(env).text("type", "prepared").number("seconds", seconds).value();
  };
}

MakeValue frequencyEvent(bem::Solution&& solution) {
  const auto kept = std::make_shared<const bem::Solution>(std::move(solution));
  return [kept](napi_env env) {
    return ObjectBuilder(env).text("type", "frequency").set("solution", makeSolution(env, *kept)).value();
  };
}

MakeValue runSweep(const SolveInput& input, Job& job) {
  const auto start = std::chrono::steady_clock::now();
  const auto backend = makeBackend(input.backend);
  bem::solveProblem(
      input.problem, *backend, input.options, job.cancel,
      [&job](double seconds) { job.post(preparedEvent(seconds)); },
      [&job](bem::Solution&& solution) { job.post(frequencyEvent(std::move(solution))); });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto count = static_cast<double>(input.problem.frequencies.size());
  return [count, seconds](napi_env env) {
    return ObjectBuilder(env).number("frequencies", count).number("seconds", seconds).value();
  };
}

Napi::Value solve(const Napi::CallbackInfo& info) {
  return bridged(info, [&info]() -> Napi::Value {
    const auto input = std::make_shared<const SolveInput>(readInput(readObject(info[0], "job")));
    const StartedJob started = makeJob(info.Env(), info[1]);
    startThread(started.job, [input](Job& job) { return runSweep(*input, job); });
    return started.handle;
  });
}

// mirrorPlanes({ vertices, triangles }): some milliseconds for ten thousand triangles.
Napi::Value mirrorPlanes(const Napi::CallbackInfo& info) {
  return bridged(info, [&info]() -> Napi::Value {
    const bem::MirrorFindings findings = bem::findMirrorPlanes(readSurface(readObject(info[0], "surface")));
    auto reasons = Napi::Array::New(info.Env(), findings.reasons.size());
    for (std::uint32_t axis = 0; axis < 3; ++axis) reasons.Set(axis, findings.reasons[axis]);
    auto result = Napi::Object::New(info.Env());
    result.Set("planes", planesInLetters(findings.planes));
    result.Set("reasons", reasons);
    return result;
  });
}

}  // namespace

void exportSolve(Napi::Env env, Napi::Object exports) {
  exports.Set("mirrorPlanes", Napi::Function::New(env, mirrorPlanes));
  exports.Set("solve", Napi::Function::New(env, solve));
}

}  // namespace waveguide::addon
