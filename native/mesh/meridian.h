// The generator of a body of revolution as curves of gmsh's OpenCASCADE kernel.
#pragma once

#include <gmsh.h>

#include <string>
#include <vector>

#include "mesh/generator.h"

namespace waveguide::mesh {

/// Refuses fewer than two points, points and sizes of different number, negative radii, sizes that are not
/// positive. `what` is the line's name in the message. Throws Error(option).
void requireLine(const SizedLine& line, const std::string& what);

/// Refuses what is no closed generator: fewer than two sections, gaps between sections, ends off the axis,
/// sections that requireLine refuses. Throws Error(option).
void requireGenerator(const std::vector<GeneratorSection>& sections);

/// The meridian in the plane y = 0 of the current model; splines interpolate their points. Shared end points
/// make one wire of it; `points` gets them all. On the gmsh thread only.
[[nodiscard]] gmsh::vectorpair addMeridian(const std::vector<GeneratorSection>& sections,
                                           gmsh::vectorpair& points);

}  // namespace waveguide::mesh
