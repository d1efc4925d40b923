// A .geo job from JavaScript.
#pragma once

#include <napi.h>

#include "mesh/geo-mesher.h"

namespace waveguide::addon {

/// Throws Error(option).
[[nodiscard]] mesh::GeoInput readGeo(const Napi::Object& job);

}  // namespace waveguide::addon
