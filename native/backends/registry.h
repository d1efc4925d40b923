// Backends by name.
#pragma once

#include "bem/backend.h"

namespace waveguide {

/// "reference" or "cpu". Throws Error(deviceMissing) for any other name.
[[nodiscard]] std::unique_ptr<Backend> makeBackend(const std::string& name);

}  // namespace waveguide
