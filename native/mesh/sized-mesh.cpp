#include "mesh/sized-mesh.h"

#include <gmsh.h>

#include "mesh/gmsh-call.h"

namespace waveguide::mesh {
namespace {

constexpr int relocationRounds = 5;  // more let the longest edges grow again

void setOptions(const SizeField& sizes, const MeshingOptions& options) {
  const auto set = [](const char* name, double value) { gmsh::option::setNumber(name, value); };
  set("General.Terminal", options.printLog ? 1 : 0);
  set("General.NumThreads", 1);
  set("Mesh.RandomSeed", 1);
  set("Mesh.Algorithm", options.algorithm);
  set("Mesh.MeshSizeExtendFromBoundary", 0);
  set("Mesh.MeshSizeFromPoints", 0);
  set("Mesh.MeshSizeFromCurvature", 0);
  set("Mesh.MinimumCurvePoints", 2);
  set("Mesh.MeshSizeMin", sizes.smallest() / 4);
  set("Mesh.MeshSizeMax", sizes.largest());
}

void setSizes(const SizeField& sizes) {
#if GMSH_API_VERSION_MAJOR == 4 && GMSH_API_VERSION_MINOR < 9
  gmsh::model::mesh::setSizeCallback([&sizes](int dimension, int tag, double x, double y, double z) {
    return sizes.at(dimension, tag, x, y, z);
  });
#else
  gmsh::model::mesh::setSizeCallback([&sizes](int dimension, int tag, double x, double y, double z, double) {
    return sizes.at(dimension, tag, x, y, z);
  });
#endif
}

}  // namespace

void meshSized(const SizeField& sizes, const MeshingOptions& options, const CancelFlag& cancel) {
  setOptions(sizes, options);
  setSizes(sizes);
  generateMesh(1);
  requireFewPieces(mostCurvePieces);
  cancel.throwIfSet();
  generateMesh(2);
  cancel.throwIfSet();
  relocateNodes(relocationRounds);
  cancel.throwIfSet();
}

}  // namespace waveguide::mesh
