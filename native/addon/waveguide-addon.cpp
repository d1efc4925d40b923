// waveguide.node: the solver for JavaScript.
#include <napi.h>

#include "addon/device-binding.h"
#include "addon/observe-binding.h"
#include "addon/solve-binding.h"
#include "addon/worker.h"

namespace {

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  exports.Set("version", WG_VERSION);
  waveguide::addon::exportSolve(env, exports);
  waveguide::addon::exportObserve(env, exports);
  waveguide::addon::exportDevice(env, exports);
  waveguide::addon::exportExitHandler(env, exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(NODE_GYP_MODULE_NAME, initialise)
