// What several jobs have in common in their input.
#pragma once

#include <napi.h>

#include <string>
#include <vector>

#include "bem/backend.h"
#include "bem/mirror.h"
#include "common/types.h"

namespace waveguide::addon {

/// 3·N coordinates as N points.
[[nodiscard]] std::vector<Vector3> readPoints(const Napi::Object& job, const char* name);

/// `vertices` and `triangles`.
[[nodiscard]] Surface readSurface(const Napi::Object& job);

/// A text such as "xy" as a set of planes.
[[nodiscard]] bem::Planes readPlanes(const Napi::Object& job, const char* name);

/// `precision` and `threads`.
[[nodiscard]] BackendOptions readBackendOptions(const Napi::Object& job);

/// Throws Error(option) unless every index is below `limit`.
void requireBelow(const std::vector<Index>& indices, std::size_t limit, const char* name);

/// Throws Error(option) unless `count` is `expected`.
void requireCount(std::size_t count, std::size_t expected, const char* name);

}  // namespace waveguide::addon
