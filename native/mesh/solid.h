// What a model of OpenCASCADE consists of.
#pragma once

#include <array>
#include <utility>
#include <vector>

namespace waveguide::mesh {

/// Pairs of dimension and tag, as gmsh lists them: all of the model's of one dimension. On the gmsh thread
/// only.
[[nodiscard]] std::vector<std::pair<int, int>> entitiesOf(int dimension);

/// Of a curve, a face or a solid. On the gmsh thread only.
[[nodiscard]] std::array<double, 3> centreOf(const std::pair<int, int>& entity);

/// Length, area or volume. On the gmsh thread only.
[[nodiscard]] double massOf(const std::pair<int, int>& entity);

/// Removes whatever is not part of an entity of dimension `top`, by default a solid: it would stand beside it
/// in the file or the mesh. On the gmsh thread only.
void removeLoose(int top = 3);

/// Curves that are not between two faces, but for those of one point, as poles of spheres have. On the gmsh
/// thread only.
[[nodiscard]] std::vector<std::pair<int, int>> openCurves();

/// Throws Error(meshFailed) unless there is one solid with every curve between two of its faces. On the gmsh
/// thread only.
void requireClosedSolid();

}  // namespace waveguide::mesh
