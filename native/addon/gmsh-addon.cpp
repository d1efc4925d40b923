// waveguide-gmsh.node: everything that knows gmsh, for JavaScript.
#include <napi.h>

#include "addon/mesh-binding.h"
#include "addon/worker.h"

namespace {

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  exports.Set("version", WG_VERSION);
  waveguide::addon::exportMesh(env, exports);
  waveguide::addon::exportExitHandler(env, exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(NODE_GYP_MODULE_NAME, initialise)
