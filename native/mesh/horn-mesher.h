// Meshes a quarter of a closed body of revolution with gmsh's OpenCASCADE kernel.
#pragma once

#include <vector>

#include "common/cancel.h"
#include "mesh/generator.h"
#include "mesh/sized-mesh.h"

namespace waveguide::mesh {

/// Revolves all sections about the z axis by 90° in one call, so that neighbours share their ring, and meshes
/// the surfaces. Splines interpolate their points.
/// `cancel` is looked at between gmsh's stages; one stage cannot be stopped.
/// Throws Error(meshFailed) with gmsh's own words, Cancelled. On the gmsh thread only.
[[nodiscard]] SectorMesh meshRevolved(const std::vector<GeneratorSection>& sections,
                                      const MeshingOptions& options, const CancelFlag& cancel);

}  // namespace waveguide::mesh
