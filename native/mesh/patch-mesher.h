// Meshes a sector of a body given as B-spline patches and a box with gmsh's OpenCASCADE kernel.
#pragma once

#include <optional>
#include <vector>

#include "common/cancel.h"
#include "mesh/box.h"
#include "mesh/generator.h"
#include "mesh/size-field.h"
#include "mesh/sized-mesh.h"
#include "mesh/spline-faces.h"

namespace waveguide::mesh {

/// Sections of a box from the front backwards; its front itself is a plane with the mouth in it.
struct BoxSections {
  std::size_t frontEdge = 0;
  std::size_t side = 0;
  std::size_t backEdge = 0;
  std::size_t back = 0;
};

struct PatchSector {
  SplineFaces faces;
  std::vector<std::size_t> sections;  // of each face, patches first
  std::optional<BoxInput> box;
  BoxSections boxSections;
  CutPlanes planes;
  SizeTable sizes;
};

/// Refuses faces without a section, sections without sizes, and what requireFaces and requireBox refuse.
/// Throws Error(option).
void requirePatchSector(const PatchSector& sector);

/// Meshes the faces. Each keeps edges of its own; of two that lie on each other the second is divided as the
/// first is, and their nodes become one vertex. Vertices on the planes lie there exactly. `cancel` is looked
/// at between gmsh's stages. Throws Error(meshFailed), also where faces do not join, Error(meshLimit),
/// Cancelled. On the gmsh thread only.
[[nodiscard]] SectorMesh meshPatches(const PatchSector& sector, const MeshingOptions& options,
                                     const CancelFlag& cancel);

}  // namespace waveguide::mesh
