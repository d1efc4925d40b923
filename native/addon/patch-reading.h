// A job of B-spline patches from JavaScript.
#pragma once

#include <napi.h>

#include "mesh/patches.h"

namespace waveguide::addon {

/// Throws Error(option).
[[nodiscard]] mesh::PatchInput readPatches(const Napi::Object& job);

}  // namespace waveguide::addon
