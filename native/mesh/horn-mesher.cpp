#include "mesh/horn-mesher.h"

#include <gmsh.h>

#include <chrono>
#include <cmath>
#include <limits>

#include "common/types.h"
#include "mesh/collector.h"
#include "mesh/gmsh-call.h"
#include "mesh/size-field.h"

namespace waveguide::mesh {
namespace {

constexpr int curve = 1;
constexpr int face = 2;
constexpr int relocationRounds = 5;      // more let the longest edges grow again
constexpr double planeTolerance = 1e-6;  // mm; sector edges lie on the planes to rounding

double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The meridian in the plane y = 0. Shared end points make one wire of it.
gmsh::vectorpair addMeridian(const std::vector<GeneratorSection>& sections, gmsh::vectorpair& points) {
  const auto addPoint = [&](const MeridianPoint& point) {
    points.emplace_back(0, gmsh::model::occ::addPoint(point.r, 0, point.z));
    return points.back().second;
  };
  gmsh::vectorpair curves;
  int first = addPoint(sections.front().points.front());
  for (const GeneratorSection& section : sections) {
    std::vector<int> tags{first};
    const std::size_t step = section.isSpline ? 1 : section.points.size() - 1;
    for (std::size_t i = step; i < section.points.size(); i += step) {
      tags.push_back(addPoint(section.points[i]));
    }
    curves.emplace_back(curve, section.isSpline ? gmsh::model::occ::addSpline(tags)
                                                : gmsh::model::occ::addLine(tags[0], tags[1]));
    first = tags.back();
  }
  return curves;
}

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
      const double distance = project(sections[i], point).distance;
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
    sizes.assign(face, tag, section);
    gmsh::vectorpair edges;
    gmsh::vectorpair ends;
    gmsh::model::getBoundary({{face, tag}}, edges, false, false);
    gmsh::model::getBoundary({{face, tag}}, ends, false, false, true);
    for (const auto& edge : edges) sizes.assign(edge.first, edge.second, section);
    for (const auto& end : ends) sizes.assign(end.first, end.second, section);
  }
  return faces;
}

void setOptions(const SizeField& sizes, const MeshingOptions& options) {
  const auto set = [](const char* name, double value) { gmsh::option::setNumber(name, value); };
  set("General.Terminal", options.printLog ? 1 : 0);
  set("General.NumThreads", 1);
  set("Mesh.RandomSeed", 1);
  set("Mesh.Algorithm", options.algorithm);
  set("Mesh.MeshSizeExtendFromBoundary", 0);
  set("Mesh.MeshSizeFromPoints", 0);
  set("Mesh.MeshSizeFromCurvature", 0);
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

void buildGeometry(const std::vector<GeneratorSection>& sections) {
  gmsh::vectorpair points;
  gmsh::vectorpair revolved;
  const gmsh::vectorpair curves = addMeridian(sections, points);
  gmsh::model::occ::revolve(curves, 0, 0, 0, 0, 0, 1, pi / 2, revolved);
  // Points that a spline passes through would stay behind as nodes that no triangle uses.
  gmsh::model::occ::remove(points);
  gmsh::model::occ::synchronize();
}

void refuse(std::size_t section, const std::string& what) {
  throw Error(ErrorCode::option, "section " + std::to_string(section) + " of the generator " + what);
}

void requireSection(const GeneratorSection& section, std::size_t index) {
  if (section.points.size() < 2) refuse(index, "needs two points or more");
  if (section.sizes.size() != section.points.size()) refuse(index, "needs one size for each point");
  for (const MeridianPoint& point : section.points) {
    if (point.r < 0) refuse(index, "has a negative radius");
  }
  for (const double size : section.sizes) {
    if (!(size > 0)) refuse(index, "has a size that is not positive");
  }
}

}  // namespace

void requireGenerator(const std::vector<GeneratorSection>& sections) {
  if (sections.size() < 2) throw Error(ErrorCode::option, "a generator needs two sections or more");
  for (std::size_t i = 0; i < sections.size(); ++i) {
    requireSection(sections[i], i);
    if (i == 0) continue;
    const MeridianPoint& end = sections[i - 1].points.back();
    const MeridianPoint& start = sections[i].points.front();
    if (std::hypot(end.z - start.z, end.r - start.r) > planeTolerance) {
      refuse(i, "does not begin where the last one ends");
    }
  }
  if (sections.front().points.front().r > 0 || sections.back().points.back().r > 0) {
    throw Error(ErrorCode::option, "a generator begins and ends on the axis");
  }
}

SectorMesh meshRevolved(const std::vector<GeneratorSection>& sections, const MeshingOptions& options,
                        const CancelFlag& cancel) {
  SectorMesh mesh;
  callGmsh([&] {
    cancel.throwIfSet();
    const GmshModel model;
    auto start = std::chrono::steady_clock::now();
    buildGeometry(sections);
    SizeField sizes(sections);
    const std::vector<SectorFace> faces = assignFaces(sections, sizes);
    mesh.secondsGeometry = secondsSince(start);
    cancel.throwIfSet();
    start = std::chrono::steady_clock::now();
    setOptions(sizes, options);
    setSizes(sizes);
    generateMesh(1);
    cancel.throwIfSet();
    generateMesh(2);
    cancel.throwIfSet();
    relocateNodes(relocationRounds);
    cancel.throwIfSet();
    Collector collector(mesh, planeTolerance);
    for (const SectorFace& source : faces) {
      collector.add(source.tag, static_cast<std::uint32_t>(source.section));
    }
    mesh.secondsMeshing = secondsSince(start);
  });
  if (mesh.triangles.empty()) throw Error(ErrorCode::meshFailed, "gmsh made no triangles");
  return mesh;
}

}  // namespace waveguide::mesh
