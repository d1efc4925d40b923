#include "mesh/geo-mesher.h"

#include <gmsh.h>

#include "mesh/collector.h"
#include "mesh/gmsh-call.h"
#include "mesh/stopwatch.h"

namespace waveguide::mesh {
namespace {

namespace geo = gmsh::model::geo;
namespace field = gmsh::model::mesh::field;

std::vector<int> membersOf(const GeoTable& table, std::size_t i) {
  std::vector<int> members;
  for (std::size_t j = table.first[i]; j < table.first[i + 1]; ++j) {
    members.push_back(static_cast<int>(table.members[j]));
  }
  return members;
}

int tagOf(const GeoTable& table, std::size_t i) { return static_cast<int>(table.tags[i]); }

void addPoints(const std::vector<double>& points) {
  for (std::size_t i = 0; i + 4 < points.size(); i += 5) {
    geo::addPoint(points[i + 1], points[i + 2], points[i + 3], points[i + 4], static_cast<int>(points[i]));
  }
}

void addCurves(const GeoTable& curves) {
  enum Kind : std::uint32_t { line, circle, spline };
  for (std::size_t i = 0; i < curves.tags.size(); ++i) {
    const std::vector<int> points = membersOf(curves, i);
    const int tag = tagOf(curves, i);
    if (curves.kinds[i] == line) {
      geo::addLine(points.at(0), points.at(1), tag);
    } else if (curves.kinds[i] == circle) {
      geo::addCircleArc(points.at(0), points.at(1), points.at(2), tag);
    } else if (curves.kinds[i] == spline) {
      geo::addSpline(points, tag);
    } else {
      geo::addBSpline(points, tag);
    }
  }
}

void addSurfaces(const GeoTable& loops, const GeoTable& surfaces) {
  for (std::size_t i = 0; i < loops.tags.size(); ++i) {
    geo::addCurveLoop(membersOf(loops, i), tagOf(loops, i));
  }
  enum Kind : std::uint32_t { plane, filled };
  for (std::size_t i = 0; i < surfaces.tags.size(); ++i) {
    const std::vector<int> members = membersOf(surfaces, i);
    const int tag = tagOf(surfaces, i);
    if (surfaces.kinds[i] == plane) {
      geo::addPlaneSurface(members, tag);
    } else if (surfaces.kinds[i] == filled) {
      geo::addSurfaceFilling(members, tag);
    } else {
      geo::addSurfaceFilling({members.at(0)}, tag, members.at(1));
    }
  }
}

/// gmsh renamed it in 4.9.
std::string memberName(const std::string& name) {
#if GMSH_API_VERSION_MAJOR == 4 && GMSH_API_VERSION_MINOR < 9
  return name;
#else
  return name == "NumPointsPerCurve" ? "Sampling" : name;
#endif
}

void addFields(const GeoInput& input) {
  for (const GeoField& source : input.fields) {
    field::add(source.kind, source.tag);
    if (!source.formula.empty()) field::setString(source.tag, "F", source.formula);
    for (const GeoNumber& number : source.numbers) {
      field::setNumber(source.tag, memberName(number.name), number.value);
    }
    for (const GeoNumbers& list : source.lists) field::setNumbers(source.tag, list.name, list.values);
  }
  if (input.backgroundField != 0) field::setAsBackgroundMesh(input.backgroundField);
}

void setOptions(const GeoInput& input) {
  gmsh::option::setNumber("General.Terminal", input.printLog ? 1 : 0);
  gmsh::option::setNumber("General.NumThreads", 1);
  gmsh::option::setNumber("Mesh.RandomSeed", 1);
  for (const GeoNumber& option : input.options) gmsh::option::setNumber("Mesh." + option.name, option.value);
}

}  // namespace

SectorMesh meshGeo(const GeoInput& input, const CancelFlag& cancel) {
  SectorMesh mesh;
  callGmsh([&] {
    cancel.throwIfSet();
    const GmshModel model;
    Stopwatch stopwatch;
    addPoints(input.points);
    addCurves(input.curves);
    addSurfaces(input.loops, input.surfaces);
    geo::synchronize();
    mesh.secondsGeometry = stopwatch.lap();
    cancel.throwIfSet();
    setOptions(input);
    addFields(input);
    generateMesh(1);
    requireFewPieces(input.mostPieces);
    cancel.throwIfSet();
    generateMesh(2);
    cancel.throwIfSet();
    Collector collector(mesh, 0);
    for (std::size_t i = 0; i < input.surfaces.tags.size(); ++i) {
      collector.add(tagOf(input.surfaces, i), static_cast<std::uint32_t>(i));
    }
    mesh.secondsMeshing = stopwatch.lap();
  });
  if (mesh.triangles.empty()) throw Error(ErrorCode::meshFailed, "gmsh made no triangles");
  return mesh;
}

}  // namespace waveguide::mesh
