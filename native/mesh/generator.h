// What the mesher gets and gives. Lengths in mm.
#pragma once

#include <cstdint>
#include <vector>

namespace waveguide::mesh {

struct MeridianPoint {
  double z;
  double r;
};

/// A line in the meridian plane with the wanted edge length at each of its points.
struct SizedLine {
  std::vector<MeridianPoint> points;
  std::vector<double> sizes;
};

/// One stretch of the closed generator of a body of revolution; the last point is the next section's first.
struct GeneratorSection {
  bool isSpline = false;  // else straight from the first point to the last
  SizedLine line;
};

/// Triangles of a sector between mirror planes, or of a whole surface. Every vertex is used; windings are as
/// gmsh left them: mixed.
struct SectorMesh {
  std::vector<double> vertices;          // 3·V
  std::vector<std::uint32_t> triangles;  // 3·T
  std::vector<std::uint32_t> sections;   // T: index of the section or surface
  double secondsGeometry = 0;
  double secondsMeshing = 0;
};

/// A mesh and, where it came from exact surfaces, their measures.
struct MeasuredMesh {
  SectorMesh mesh;
  double area = 0;
  double volume = 0;  // 0 when there is no solid
};

}  // namespace waveguide::mesh
