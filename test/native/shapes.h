// Surfaces of the native tests.
#pragma once

#include <array>
#include <vector>

#include "common/types.h"

namespace waveguide::shapes {

/// Icosahedron of 20·4^levels triangles; each level splits the edges at their midpoints and pushes only the
/// new vertices to r = 1.
[[nodiscard]] Surface icosphere(int levels);

/// The same, scaled to the volume of the unit ball: takes the largest part of the facet error away.
[[nodiscard]] Surface equalVolumeSphere(int levels);

/// Octahedron of 8·4^levels triangles, made like the icosphere: no triangle crosses a coordinate plane.
[[nodiscard]] Surface octasphere(int levels);

/// Surface of revolution about z from a profile (r, z) whose first and last points lie on the axis; odd rings
/// are turned by half a step.
[[nodiscard]] Surface revolve(const std::vector<std::array<double, 2>>& profile, int around);

/// Flat disc of the area of the unit circle, `rings` rings at r = sin(πi/2n) on each face.
[[nodiscard]] Surface disc(double thickness, int rings);

/// Thin-walled horn with a driver box behind: mouth radius 0.15 m, throat 12.7 mm, length 0.14 m, wall 6 mm.
[[nodiscard]] Surface hornShell(double edgeLength, int around);

/// Σ v0·(v1×v2)/6, m³; positive for normals into the air.
[[nodiscard]] double volume(const Surface& surface);

}  // namespace waveguide::shapes
