#include "addon/device-binding.h"

#include <string>
#include <vector>

#include "addon/buffers.h"
#include "addon/error-bridge.h"
#include "addon/worker.h"
#include "backends/cpu/dispatch.h"
#include "backends/cpu/kernel-rate.h"
#include "backends/registry.h"
#include "common/threads.h"

namespace waveguide::addon {
namespace {

Napi::Value info(const Napi::CallbackInfo& call) {
  return bridged(call, [&call]() -> Napi::Value {
    const std::vector<std::string> isas = cpu::availableIsas();
    auto list = Napi::Array::New(call.Env(), isas.size());
    for (std::uint32_t i = 0; i < isas.size(); ++i) list.Set(i, isas[i]);
    auto result = Napi::Object::New(call.Env());
    result.Set("isa", cpu::activeIsa());
    result.Set("availableIsas", list);
    result.Set("hardwareThreads", hardwareThreads());
    return result;
  });
}

// memoryBytes(backend, precision, vertexCount, triangleCount, threads)
Napi::Value memoryBytes(const Napi::CallbackInfo& call) {
  return bridged(call, [&call]() -> Napi::Value {
    const auto count = [&call](std::size_t i) {
      return static_cast<std::size_t>(call[i].As<Napi::Number>().Uint32Value());
    };
    BackendOptions options;
    options.doublePrecision = call[1].As<Napi::String>().Utf8Value() == "double";
    options.threads = static_cast<int>(count(4));
    const auto backend = makeBackend(call[0].As<Napi::String>());
    return Napi::Number::New(call.Env(), backend->memoryBytes(count(2), count(3), options));
  });
}

Napi::Value kernelRate(const Napi::CallbackInfo& call) {
  return bridged(call, [&call]() -> Napi::Value {
    const Napi::Object options = readObject(call[0], "options");
    const bool doublePrecision = readText(options, "precision") == "double";
    const int threads = static_cast<int>(readCount(options, "threads"));
    const double seconds = readNumber(options, "seconds");
    const StartedJob started = makeJob(call.Env(), call.Env().Undefined());
    startThread(started.job, [doublePrecision, threads, seconds](Job&) -> MakeValue {
      const double rate = cpu::kernelRate(doublePrecision, threads, seconds);
      return [rate](napi_env env) { return makeNumber(env, rate); };
    });
    return started.handle;
  });
}

}  // namespace

void exportDevice(Napi::Env env, Napi::Object exports) {
  exports.Set("info", Napi::Function::New(env, info));
  exports.Set("memoryBytes", Napi::Function::New(env, memoryBytes));
  exports.Set("kernelRate", Napi::Function::New(env, kernelRate));
}

}  // namespace waveguide::addon
