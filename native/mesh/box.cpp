#include "mesh/box.h"

#include <cmath>
#include <utility>

#include "common/error.h"
#include "mesh/solid.h"

namespace waveguide::mesh {
namespace {

namespace occ = gmsh::model::occ;

constexpr int curve = 1;
constexpr int face = 2;
constexpr int solid = 3;
constexpr double nearness = 1e-6;  // mm

}  // namespace

void requireBox(const BoxInput& box) {
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (box.from.at(axis) < box.to.at(axis)) continue;
    throw Error(ErrorCode::option, "a box needs an extent on every axis");
  }
}

gmsh::vectorpair addBox(const BoxInput& box, const CutPlanes& planes) {
  const auto& [x, y, z] = box.from;
  const int sharp = occ::addBox(x, y, z, box.to[0] - x, box.to[1] - y, box.to[2] - z);
  gmsh::vectorpair made{{solid, sharp}};
  if (box.edge == 0) return made;
  occ::synchronize();
  std::vector<int> curves;
  std::vector<int> sides;
  for (const auto& entity : entitiesOf(curve)) {
    if (isOnPlane(entity, planes)) continue;
    std::vector<int> upward;
    std::vector<int> downward;
    gmsh::model::getAdjacencies(entity.first, entity.second, upward, downward);
    curves.push_back(entity.second);
    sides.push_back(upward.at(0));
  }
  made.clear();
  if (box.isChamfered) {
    occ::chamfer({sharp}, curves, sides, {box.edge}, made);
  } else {
    occ::fillet({sharp}, curves, {box.edge}, made);
  }
  return made;
}

std::vector<int> addBoxFaces(const BoxInput& box, const CutPlanes& planes) {
  occ::remove(addBox(box, planes));
  occ::synchronize();
  std::vector<int> kept;
  gmsh::vectorpair dropped;
  for (const auto& entity : entitiesOf(face)) {
    if (isOnPlane(entity, planes) || std::abs(centreOf(entity)[2] - box.to[2]) < nearness) {
      dropped.push_back(entity);
    } else {
      kept.push_back(entity.second);
    }
  }
  occ::remove(dropped);
  return kept;
}

bool isOnPlane(const std::pair<int, int>& entity, const CutPlanes& planes) {
  const std::array<double, 3> centre = centreOf(entity);
  return (planes.x && std::abs(centre[0]) < nearness) || (planes.y && std::abs(centre[1]) < nearness);
}

}  // namespace waveguide::mesh
