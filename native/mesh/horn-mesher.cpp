#include "mesh/horn-mesher.h"

#include <gmsh.h>

#include <cmath>
#include <limits>

#include "common/types.h"
#include "mesh/collector.h"
#include "mesh/gmsh-call.h"
#include "mesh/meridian.h"
#include "mesh/size-field.h"
#include "mesh/stopwatch.h"

namespace waveguide::mesh {
namespace {

constexpr int curve = 1;
constexpr int face = 2;
constexpr double planeTolerance = 1e-6;  // mm; sector edges lie on the planes to rounding

/// A point of the curve half way along its parameter.
std::vector<double> middleOf(int tag) {
  std::vector<double> from;
  std::vector<double> to;
  std::vector<double> point;
  gmsh::model::getParametrizationBounds(curve, tag, from, to);
  gmsh::model::getValue(curve, tag, {(from[0] + to[0]) / 2}, point);
  return point;
}

/// A face's section, by the middle of its edge in a sector plane: middles of ring edges lie at 45°.
std::size_t sectionOf(int faceTag, const std::vector<GeneratorSection>& sections) {
  gmsh::vectorpair edges;
  gmsh::model::getBoundary({{face, faceTag}}, edges, false, false);
  std::size_t best = sections.size();
  double bestDistance = std::numeric_limits<double>::infinity();
  for (const auto& [dimension, tag] : edges) {
    const std::vector<double> middle = middleOf(tag);
    if (std::abs(middle[0]) > planeTolerance && std::abs(middle[1]) > planeTolerance) continue;
    const MeridianPoint point{middle[2], std::hypot(middle[0], middle[1])};
    if (point.r < planeTolerance) continue;  // an edge along the axis
    for (std::size_t i = 0; i < sections.size(); ++i) {
      const double distance = project(sections[i].line, point).distance;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = i;
      }
    }
  }
  if (best == sections.size()) {
    throw Error(ErrorCode::meshFailed, "gmsh made a face without an edge in a sector plane");
  }
  return best;
}

struct SectorFace {
  int tag;
  std::size_t section;
};

/// Finds each face's section and hands it, and what bounds it, to the size field.
std::vector<SectorFace> assignFaces(const std::vector<GeneratorSection>& sections, SizeField& sizes) {
  gmsh::vectorpair entities;
  gmsh::model::getEntities(entities, face);
  std::vector<SectorFace> faces;
  for (const auto& [dimension, tag] : entities) {
    const std::size_t section = sectionOf(tag, sections);
    faces.push_back({tag, section});
    sizes.own(tag, section);
  }
  return faces;
}

void buildGeometry(const std::vector<GeneratorSection>& sections) {
  gmsh::vectorpair points;
  gmsh::vectorpair revolved;
  const gmsh::vectorpair curves = addMeridian(sections, points);
  gmsh::model::occ::revolve(curves, 0, 0, 0, 0, 0, 1, pi / 2, revolved);
  // Points that a spline passes through would stay behind as nodes that no triangle uses.
  gmsh::model::occ::remove(points);
  gmsh::model::occ::synchronize();
}

}  // namespace

SectorMesh meshRevolved(const std::vector<GeneratorSection>& sections, const MeshingOptions& options,
                        const CancelFlag& cancel) {
  SectorMesh mesh;
  callGmsh([&] {
    cancel.throwIfSet();
    const GmshModel model;
    Stopwatch stopwatch;
    buildGeometry(sections);
    SizeField sizes(roundSizes(sections));
    const std::vector<SectorFace> faces = assignFaces(sections, sizes);
    mesh.secondsGeometry = stopwatch.lap();
    cancel.throwIfSet();
    meshSized(sizes, options, cancel);
    Collector collector(mesh, planeTolerance);
    for (const SectorFace& source : faces) {
      collector.add(source.tag, static_cast<std::uint32_t>(source.section));
    }
    mesh.secondsMeshing = stopwatch.lap();
  });
  if (mesh.triangles.empty()) throw Error(ErrorCode::meshFailed, "gmsh made no triangles");
  return mesh;
}

}  // namespace waveguide::mesh
