#include "backends/registry.h"

#include "backends/cpu/cpu-backend.h"
#include "backends/reference/reference-backend.h"
#include "common/error.h"

namespace waveguide {

std::unique_ptr<Backend> makeBackend(const std::string& name) {
  if (name == "cpu") return makeCpuBackend();
  if (name == "reference") return makeReferenceBackend();
  throw Error(
      ErrorCode::deviceMissing,
      "Device \"" + name + R"(" does not exist. Choose "cpu" or "reference"; listDevices() shows all.)");
}

}  // namespace waveguide
