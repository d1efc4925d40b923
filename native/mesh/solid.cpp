#include "mesh/solid.h"

#include <gmsh.h>

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
bool isPoint(int curveTag) { return massOf({curve, curveTag}) < nearness; }

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

std::array<double, 3> centreOf(const std::pair<int, int>& entity) {
  std::array<double, 3> centre{};
  occ::getCenterOfMass(entity.first, entity.second, centre[0], centre[1], centre[2]);
  return centre;
}

double massOf(const std::pair<int, int>& entity) {
  double mass = 0;
  occ::getMass(entity.first, entity.second, mass);
  return mass;
}

gmsh::vectorpair openCurves() {
  gmsh::vectorpair open;
  for (const auto& entity : entitiesOf(curve)) {
    if (isOpen(entity.second)) open.push_back(entity);
  }
  return open;
}

void removeLoose(int top) {
  std::set<std::pair<int, int>> used;
  gmsh::vectorpair level = entitiesOf(top);
  for (int dimension = top; dimension > 0; --dimension) {
    gmsh::vectorpair below;
    gmsh::model::getBoundary(level, below, false, false);
    used.insert(below.begin(), below.end());
    level.assign(below.begin(), below.end());
  }
  gmsh::vectorpair loose;
  // From above, because nothing can be removed that bounds something else.
  for (int dimension = top - 1; dimension >= 0; --dimension) {
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
  const std::size_t open = openCurves().size();
  if (open == 0) return;
  throw Error(ErrorCode::meshFailed, std::to_string(open) +
                                         " edges of the solid are not between two faces. "
                                         "Write the mesh as STL instead.");
}

}  // namespace waveguide::mesh
