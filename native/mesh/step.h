// STEP files in and out, through gmsh's OpenCASCADE kernel. Lengths in mm.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/cancel.h"
#include "mesh/generator.h"

namespace waveguide::mesh {

struct StepInput {
  std::string path;
  double size = 0;  // wanted edge length; 0: as fine as mostTriangles allows, but not below leastSize
  double leastSize = 0;
  std::uint32_t mostTriangles = 0;  // estimated from the area; an explicit size that asks for more is refused
  bool printLog = false;
};

/// Reads the file by OpenCASCADE's own reader of STEP, whatever its name, sews loose faces, and meshes all
/// faces; `sections` are their indices. Throws Error(meshFormat) for a file without faces, Error(meshLimit),
/// Error(meshFailed), Cancelled. On the gmsh thread only.
[[nodiscard]] MeasuredMesh meshStep(const StepInput& input, const CancelFlag& cancel);

/// Writes the solid that a closed generator sweeps in a full turn. Throws Error(meshFailed), Cancelled. On
/// the gmsh thread only.
void writeStep(const std::vector<GeneratorSection>& sections, const std::string& path,
               const CancelFlag& cancel);

}  // namespace waveguide::mesh
