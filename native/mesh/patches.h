// Bodies given as B-spline patches, written by gmsh's OpenCASCADE kernel. Lengths in mm.
#pragma once

#include <optional>
#include <string>

#include "common/cancel.h"
#include "mesh/box.h"
#include "mesh/spline-faces.h"

namespace waveguide::mesh {

struct PatchInput {
  SplineFaces faces;
  std::optional<BoxInput> box;
};

/// Refuses what requireFaces and requireBox refuse. Throws Error(option).
void requirePatches(const PatchInput& input);

/// Sews all faces to one closed solid and writes it, or the box that it is cut out of. Throws
/// Error(meshFailed), also when no closed solid comes of it, Cancelled. On the gmsh thread only.
void writePatches(const PatchInput& input, const std::string& path, const CancelFlag& cancel);

}  // namespace waveguide::mesh
