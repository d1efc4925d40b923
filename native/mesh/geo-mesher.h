// Meshes surfaces that are given by points, curves and loops, with gmsh's own kernel. Lengths in the caller's
// unit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/cancel.h"
#include "mesh/generator.h"

namespace waveguide::mesh {

/// Entities of one dimension; entity i has members[first[i]] to members[first[i + 1] - 1]: tags, negative
/// where the direction is turned.
struct GeoTable {
  std::vector<std::uint32_t> kinds;  // curves: 0 line, 1 circle, 2 spline, 3 B-spline; surfaces: 0 plane, 1
                                     // filled, 2 on a sphere (members: loop, centre)
  std::vector<std::uint32_t> tags;
  std::vector<std::uint32_t> first;  // one more than tags
  std::vector<double> members;
};

struct GeoNumber {
  std::string name;
  double value;
};

struct GeoNumbers {
  std::string name;
  std::vector<double> values;
};

/// A size field.
struct GeoField {
  int tag;
  std::string kind;
  std::string formula;  // of a MathEval field
  std::vector<GeoNumber> numbers;
  std::vector<GeoNumbers> lists;
};

struct GeoInput {
  std::vector<double> points;  // 5 each: tag, x, y, z, wanted size or 0
  GeoTable curves;
  GeoTable loops;
  GeoTable surfaces;
  std::vector<GeoNumber> options;  // of gmsh's group "Mesh"
  std::vector<GeoField> fields;
  int backgroundField = 0;
  std::uint32_t mostPieces = 0;  // of all curves together; beyond it the surfaces are not begun
  bool printLog = false;
};

/// Builds the model by calls, never from text, and meshes its surfaces; `sections` of the result are indices
/// into `surfaces`. `cancel` is looked at between gmsh's stages. Throws Error(meshFailed) with gmsh's own
/// words, Error(meshLimit), Cancelled. On the gmsh thread only.
[[nodiscard]] SectorMesh meshGeo(const GeoInput& input, const CancelFlag& cancel);

}  // namespace waveguide::mesh
