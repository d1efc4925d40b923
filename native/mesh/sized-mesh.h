// Meshes the faces of the current gmsh model by a size field.
#pragma once

#include "common/cancel.h"
#include "mesh/size-field.h"

namespace waveguide::mesh {

struct MeshingOptions {
  int algorithm = 6;      // gmsh's number: 5 Delaunay, 6 frontal
  bool printLog = false;  // gmsh's log to stdout and stderr
};

/// Divides curves, meshes faces, and relocates the nodes inside them. The size field must live as long as the
/// model. `cancel` is looked at between gmsh's stages; one stage cannot be stopped.
/// Throws Error(meshFailed) with gmsh's own words, Error(meshLimit) beyond mostCurvePieces, Cancelled. On the
/// gmsh thread only.
void meshSized(const SizeField& sizes, const MeshingOptions& options, const CancelFlag& cancel);

}  // namespace waveguide::mesh
