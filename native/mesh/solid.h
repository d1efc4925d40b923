// The solid of a model that is about to be written.
#pragma once

#include <utility>
#include <vector>

namespace waveguide::mesh {

/// Pairs of dimension and tag, as gmsh lists them: all of the model's of one dimension. On the gmsh thread
/// only.
[[nodiscard]] std::vector<std::pair<int, int>> entitiesOf(int dimension);

/// Removes whatever is not part of a solid: it would stand beside it in the file. On the gmsh thread only.
void removeLoose();

/// Throws Error(meshFailed) unless there is one solid with every curve between two of its faces. On the gmsh
/// thread only.
void requireClosedSolid();

}  // namespace waveguide::mesh
