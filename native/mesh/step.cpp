#include "mesh/step.h"

#include <gmsh.h>

#include <algorithm>
#include <cmath>

#include "common/types.h"
#include "mesh/collector.h"
#include "mesh/gmsh-call.h"
#include "mesh/meridian.h"
#include "mesh/solid.h"

namespace waveguide::mesh {
namespace {

namespace occ = gmsh::model::occ;

constexpr int face = 2;
constexpr int solid = 3;
constexpr double sewingTolerance = 1e-5;  // mm
constexpr int frontal = 6;                // gmsh's number of its frontal-Delaunay algorithm
constexpr double finestTurn = 24;         // edges around a full turn of curvature
constexpr double coarsestTurn = 12;       // fewer sides make no round throat

void setNumber(const char* name, double value) { gmsh::option::setNumber(name, value); }

double massOfAll(int dimension) {
  double sum = 0;
  for (const auto& entity : entitiesOf(dimension)) sum += massOf(entity);
  return sum;
}

void import(const std::string& path) {
  gmsh::vectorpair shapes;
  occ::importShapes(path, shapes, true, "step");
  occ::synchronize();
  if (!entitiesOf(solid).empty() || entitiesOf(face).empty()) return;
  gmsh::vectorpair healed;
  occ::healShapes(healed, {}, sewingTolerance, true, true, true, true, true);
  occ::synchronize();
}

/// Edge length from the area: triangles are equilateral on the whole.
double sizeFor(const StepInput& input, double area) {
  const double triangleArea = std::sqrt(3.0) / 4;
  if (input.size <= 0) {
    return std::max(input.leastSize, std::sqrt(area / (triangleArea * input.mostTriangles)));
  }
  const double count = area / (triangleArea * input.size * input.size);
  if (count <= input.mostTriangles) return input.size;
  throw Error(ErrorCode::meshLimit, "the size asked for gives about " + std::to_string(std::lround(count)) +
                                        " triangles; " + std::to_string(input.mostTriangles) +
                                        " are possible. Ask for a larger one.");
}

struct Sizes {
  double edge;
  double piecesOfTurn;  // edges around a full turn of curvature
};

void setSizes(const Sizes& sizes) {
  setNumber("General.NumThreads", 1);
  setNumber("Mesh.RandomSeed", 1);
  setNumber("Mesh.Algorithm", frontal);
  setNumber("Mesh.MeshSizeFromPoints", 0);
  setNumber("Mesh.MeshSizeFromCurvature", std::round(sizes.piecesOfTurn));
  setNumber("Mesh.MeshSizeMin", sizes.edge / 8);
  setNumber("Mesh.MeshSizeMax", sizes.edge);
}

std::size_t countOf(int elementType) {
  std::vector<std::size_t> elements;
  std::vector<std::size_t> corners;
  gmsh::model::mesh::getElementsByType(elementType, elements, corners);
  return elements.size();
}

/// Meshes until automatic sizes keep their number of triangles; curved places make more of them than the area
/// says. Wanted sizes are meshed once.
void generate(const StepInput& input, double size, const CancelFlag& cancel) {
  constexpr int threeNodeTriangle = 2;
  constexpr int attempts = 4;
  Sizes sizes{size, finestTurn};
  for (int attempt = 0; attempt < attempts; ++attempt) {
    gmsh::model::mesh::clear();
    setSizes(sizes);
    generateMesh(1);
    requireFewPieces(mostCurvePieces);
    cancel.throwIfSet();
    generateMesh(2);
    cancel.throwIfSet();
    const double excess = static_cast<double>(countOf(threeNodeTriangle)) / input.mostTriangles;
    if (input.size > 0 || excess <= 1) return;
    const double factor = 1.05 * std::sqrt(excess);
    sizes = {sizes.edge * factor, std::max(coarsestTurn, sizes.piecesOfTurn / factor)};
  }
}

}  // namespace

MeasuredMesh meshStep(const StepInput& input, const CancelFlag& cancel) {
  MeasuredMesh result;
  callGmsh([&] {
    cancel.throwIfSet();
    const GmshModel model;
    setNumber("General.Terminal", input.printLog ? 1 : 0);
    import(input.path);
    const gmsh::vectorpair faces = entitiesOf(face);
    if (faces.empty()) throw Error(ErrorCode::meshFormat, "the STEP file has no faces. Export the solid.");
    result.area = massOfAll(face);
    result.volume = massOfAll(solid);
    cancel.throwIfSet();
    generate(input, sizeFor(input, result.area), cancel);
    Collector collector(result.mesh, 0);
    std::uint32_t index = 0;
    for (const auto& entity : faces) collector.add(entity.second, index++);
  });
  if (result.mesh.triangles.empty()) throw Error(ErrorCode::meshFailed, "gmsh made no triangles");
  return result;
}

void writeStep(const std::vector<GeneratorSection>& sections, const std::string& path,
               const CancelFlag& cancel) {
  callGmsh([&] {
    cancel.throwIfSet();
    const GmshModel model;
    gmsh::vectorpair points;
    gmsh::vectorpair revolved;
    const gmsh::vectorpair curves = addMeridian(sections, points);
    occ::revolve(curves, 0, 0, 0, 0, 0, 1, 2 * pi, revolved);
    std::vector<int> faces;
    for (const auto& [dimension, tag] : revolved) {
      if (dimension == face) faces.push_back(tag);
    }
    const int shell = occ::addSurfaceLoop(faces, -1, true);
    occ::addVolume({shell});
    cancel.throwIfSet();
    occ::synchronize();
    removeLoose();
    gmsh::write(path);
  });
}

}  // namespace waveguide::mesh
