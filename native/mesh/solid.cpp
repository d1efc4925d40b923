#include "mesh/solid.h"

#include <gmsh.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"

namespace waveguide::mesh {
namespace {

namespace occ = gmsh::model::occ;

constexpr int curve = 1;
constexpr int solid = 3;
constexpr double nearness = 1e-6;  // mm

/// Poles of spheres are curves of one point.
bool isPoint(int curveTag) {
  double length = 0;
  occ::getMass(curve, curveTag, length);
  return length < nearness;
}

bool isOpen(int curveTag) {
  std::vector<int> faces;
  std::vector<int> points;
  gmsh::model::getAdjacencies(curve, curveTag, faces, points);
  return faces.size() != 2 && !isPoint(curveTag);
}

}  // namespace

gmsh::vectorpair entitiesOf(int dimension) {
  gmsh::vectorpair entities;
  gmsh::model::getEntities(entities, dimension);
  return entities;
}

void removeLoose() {
  std::set<std::pair<int, int>> used;
  gmsh::vectorpair level = entitiesOf(solid);
  for (int dimension = solid; dimension > 0; --dimension) {
    gmsh::vectorpair below;
    gmsh::model::getBoundary(level, below, false, false);
    used.insert(below.begin(), below.end());
    level.assign(below.begin(), below.end());
  }
  gmsh::vectorpair loose;
  // From above, because nothing can be removed that bounds something else.
  for (int dimension = solid - 1; dimension >= 0; --dimension) {
    for (const auto& entity : entitiesOf(dimension)) {
      if (used.count(entity) == 0) loose.push_back(entity);
    }
  }
  occ::remove(loose);
  occ::synchronize();
}

void requireClosedSolid() {
  const std::size_t solids = entitiesOf(solid).size();
  if (solids != 1) {
    throw Error(ErrorCode::meshFailed,
                "OpenCASCADE made " + std::to_string(solids) +
                    " solids of the surfaces instead of one. Write the mesh as STL instead.");
  }
  const gmsh::vectorpair curves = entitiesOf(curve);
  const auto open =
      std::count_if(curves.begin(), curves.end(), [](const auto& it) { return isOpen(it.second); });
  if (open == 0) return;
  throw Error(ErrorCode::meshFailed, std::to_string(open) +
                                         " edges of the solid are not between two faces. "
                                         "Write the mesh as STL instead.");
}

}  // namespace waveguide::mesh
