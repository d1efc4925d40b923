// A job of B-spline patches from JavaScript.
#pragma once

#include <napi.h>

#include "mesh/patch-mesher.h"
#include "mesh/patches.h"

namespace waveguide::addon {

/// Throws Error(option).
[[nodiscard]] mesh::PatchInput readPatches(const Napi::Object& job);

/// The same with sections, mirror planes and sizes, to be meshed. Throws Error(option).
[[nodiscard]] mesh::PatchSector readPatchSector(const Napi::Object& job);

}  // namespace waveguide::addon
