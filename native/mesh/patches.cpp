#include "mesh/patches.h"

#include <gmsh.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "mesh/gmsh-call.h"
#include "mesh/solid.h"

namespace waveguide::mesh {
namespace {

namespace occ = gmsh::model::occ;

constexpr int solid = 3;

/// The solids among `entities`.
gmsh::vectorpair solidsOf(const gmsh::vectorpair& entities) {
  gmsh::vectorpair solids;
  std::copy_if(entities.begin(), entities.end(), std::back_inserter(solids),
               [](const auto& entity) { return entity.first == solid; });
  return solids;
}

void cutOut(const gmsh::vectorpair& box, const gmsh::vectorpair& hollow) {
  gmsh::vectorpair rest;
  std::vector<gmsh::vectorpair> origins;
  occ::cut(solidsOf(box), solidsOf(hollow), rest, origins);
}

}  // namespace

void requirePatches(const PatchInput& input) {
  if (input.box) requireBox(*input.box);
  requireFaces(input.faces);
}

void writePatches(const PatchInput& input, const std::string& path, const CancelFlag& cancel) {
  callGmsh([&] {
    cancel.throwIfSet();
    const GmshModel model;
    const gmsh::vectorpair box = input.box ? addBox(*input.box) : gmsh::vectorpair{};
    const std::vector<int> faces = addFaces(input.faces, cancel);
    cancel.throwIfSet();
    const gmsh::vectorpair sewn = sew(faces);
    cancel.throwIfSet();
    if (input.box) cutOut(box, sewn);
    cancel.throwIfSet();
    occ::synchronize();
    removeLoose();
    requireClosedSolid();
    gmsh::write(path);
  });
}

}  // namespace waveguide::mesh
