#include "mesh/patches.h"

#include <gmsh.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/error.h"
#include "mesh/gmsh-call.h"
#include "mesh/solid.h"

namespace waveguide::mesh {
namespace {

namespace occ = gmsh::model::occ;

constexpr int face = 2;
constexpr int solid = 3;
constexpr double sewingTolerance = 1e-3;  // mm

std::size_t poleCount(const SplineBasis& basis) {
  return basis.knots.size() + static_cast<std::size_t>(basis.degree) - 1;
}

void requireBasis(const SplineBasis& basis) {
  bool isSound = basis.degree > 0 && basis.knots.size() >= 2;
  for (std::size_t i = 1; isSound && i < basis.knots.size(); ++i) {
    isSound = basis.knots[i - 1] < basis.knots[i];
  }
  if (!isSound) throw Error(ErrorCode::option, "a B-spline needs a degree and two or more ascending knots");
}

void requirePoles(const std::vector<double>& poles, std::size_t count) {
  if (poles.size() == 3 * count) return;
  throw Error(ErrorCode::option, "a B-spline has " + std::to_string(poles.size() / 3) +
                                     " poles, its knots need " + std::to_string(count));
}

std::vector<int> multiplicities(const SplineBasis& basis) {
  std::vector<int> all(basis.knots.size(), 1);
  all.front() = all.back() = basis.degree + 1;
  return all;
}

int addPole(const std::vector<double>& poles, std::size_t index) {
  return occ::addPoint(poles[3 * index], poles[3 * index + 1], poles[3 * index + 2]);
}

/// Poles are no part of what they shape. Removed before gmsh hears of them: later it takes seconds.
void removePoles(std::vector<int>::const_iterator begin, std::vector<int>::const_iterator end) {
  gmsh::vectorpair points;
  std::for_each(begin, end, [&](int tag) { points.emplace_back(0, tag); });
  occ::remove(points);
}

int addPatch(const SplinePatch& patch) {
  std::vector<int> tags;
  for (std::size_t i = 0; i < patch.poles.size() / 3; ++i) tags.push_back(addPole(patch.poles, i));
  const int surface = occ::addBSplineSurface(tags, static_cast<int>(poleCount(patch.u)), -1, patch.u.degree,
                                             patch.v.degree, {}, patch.u.knots, patch.v.knots,
                                             multiplicities(patch.u), multiplicities(patch.v));
  removePoles(tags.cbegin(), tags.cend());
  return surface;
}

/// Neighbours share their end point, which makes one wire of them.
int addBorder(const std::vector<SplineCurve>& border) {
  std::vector<int> corners;
  corners.reserve(border.size());
  for (const SplineCurve& curve : border) corners.push_back(addPole(curve.poles, 0));
  std::vector<int> curves;
  for (std::size_t i = 0; i < border.size(); ++i) {
    const SplineCurve& curve = border[i];
    std::vector<int> tags{corners[i]};
    for (std::size_t j = 1; j + 1 < curve.poles.size() / 3; ++j) tags.push_back(addPole(curve.poles, j));
    tags.push_back(corners[(i + 1) % border.size()]);
    curves.push_back(
        occ::addBSpline(tags, -1, curve.basis.degree, {}, curve.basis.knots, multiplicities(curve.basis)));
    removePoles(tags.cbegin() + 1, tags.cend() - 1);
  }
  return occ::addCurveLoop(curves);
}

std::vector<int> addFaces(const PatchInput& input, const CancelFlag& cancel) {
  std::vector<int> faces;
  for (const SplinePatch& patch : input.patches) {
    cancel.throwIfSet();
    faces.push_back(addPatch(patch));
  }
  for (const PlaneFace& plane : input.planes) {
    std::vector<int> borders;
    for (const auto& border : plane) borders.push_back(addBorder(border));
    faces.push_back(occ::addPlaneSurface(borders));
  }
  return faces;
}

gmsh::vectorpair sew(const std::vector<int>& faces) {
  gmsh::vectorpair loose;
  for (const int tag : faces) loose.emplace_back(face, tag);
  gmsh::vectorpair sewn;
  occ::healShapes(sewn, loose, sewingTolerance, true, true, true, true, true);
  return sewn;
}

/// With its edges taken off, alone in the model so far.
gmsh::vectorpair addBox(const BoxInput& box) {
  const auto& [x, y, z] = box.from;
  const int sharp = occ::addBox(x, y, z, box.to[0] - x, box.to[1] - y, box.to[2] - z);
  gmsh::vectorpair made{{solid, sharp}};
  if (box.edge == 0) return made;
  occ::synchronize();
  std::vector<int> curves;
  std::vector<int> sides;
  for (const auto& [dimension, tag] : entitiesOf(1)) {
    std::vector<int> upward;
    std::vector<int> downward;
    gmsh::model::getAdjacencies(dimension, tag, upward, downward);
    curves.push_back(tag);
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
  for (std::size_t axis = 0; input.box && axis < 3; ++axis) {
    if (input.box->from.at(axis) < input.box->to.at(axis)) continue;
    throw Error(ErrorCode::option, "a box needs an extent on every axis");
  }
  for (const SplinePatch& patch : input.patches) {
    requireBasis(patch.u);
    requireBasis(patch.v);
    requirePoles(patch.poles, poleCount(patch.u) * poleCount(patch.v));
  }
  for (const PlaneFace& plane : input.planes) {
    if (plane.empty()) throw Error(ErrorCode::option, "a plane needs a border");
    for (const auto& border : plane) {
      if (border.empty()) throw Error(ErrorCode::option, "a border needs a curve");
      for (const SplineCurve& curve : border) {
        requireBasis(curve.basis);
        requirePoles(curve.poles, poleCount(curve.basis));
      }
    }
  }
}

void writePatches(const PatchInput& input, const std::string& path, const CancelFlag& cancel) {
  callGmsh([&] {
    cancel.throwIfSet();
    const GmshModel model;
    const gmsh::vectorpair box = input.box ? addBox(*input.box) : gmsh::vectorpair{};
    const std::vector<int> faces = addFaces(input, cancel);
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
