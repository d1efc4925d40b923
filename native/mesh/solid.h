// The solid of a model that is about to be written.
#pragma once

namespace waveguide::mesh {

/// Removes whatever is not part of a solid: it would stand beside it in the file. On the gmsh thread only.
void removeLoose();

/// Throws Error(meshFailed) unless there is one solid with every curve between two of its faces. On the gmsh
/// thread only.
void requireClosedSolid();

}  // namespace waveguide::mesh
