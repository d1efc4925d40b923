// The executable specification: double precision, one thread, dense LU.
#pragma once

#include "bem/backend.h"

namespace waveguide {

[[nodiscard]] std::unique_ptr<Backend> makeReferenceBackend();

}  // namespace waveguide
