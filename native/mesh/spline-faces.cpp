#include "mesh/spline-faces.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "common/error.h"

namespace waveguide::mesh {
namespace {

namespace occ = gmsh::model::occ;

constexpr int face = 2;
constexpr double sewingTolerance = 1e-3;  // mm
constexpr double meeting = 1e-6;          // mm; ends of neighbours in a border are equal but for rounding

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

bool areMeeting(const SplineCurve& curve, const SplineCurve& next) {
  bool isNear = true;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double end = curve.poles[curve.poles.size() - 3 + axis];
    isNear = isNear && std::abs(end - next.poles[axis]) < meeting;
  }
  return isNear;
}

void requireBorder(const std::vector<SplineCurve>& border) {
  if (border.empty()) throw Error(ErrorCode::option, "a border needs a curve");
  for (const SplineCurve& curve : border) {
    requireBasis(curve.basis);
    requirePoles(curve.poles, poleCount(curve.basis));
  }
  for (std::size_t i = 0; i < border.size(); ++i) {
    if (areMeeting(border[i], border[(i + 1) % border.size()])) continue;
    throw Error(ErrorCode::option,
                "curve " + std::to_string(i) + " of a border does not end where the next one begins");
  }
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

}  // namespace

void requireFaces(const SplineFaces& faces) {
  for (const SplinePatch& patch : faces.patches) {
    requireBasis(patch.u);
    requireBasis(patch.v);
    requirePoles(patch.poles, poleCount(patch.u) * poleCount(patch.v));
  }
  for (const PlaneFace& plane : faces.planes) {
    if (plane.empty()) throw Error(ErrorCode::option, "a plane needs a border");
    for (const auto& border : plane) requireBorder(border);
  }
}

std::vector<int> addFaces(const SplineFaces& faces, const CancelFlag& cancel) {
  std::vector<int> tags;
  for (const SplinePatch& patch : faces.patches) {
    cancel.throwIfSet();
    tags.push_back(addPatch(patch));
  }
  for (const PlaneFace& plane : faces.planes) {
    std::vector<int> borders;
    for (const auto& border : plane) borders.push_back(addBorder(border));
    tags.push_back(occ::addPlaneSurface(borders));
  }
  return tags;
}

gmsh::vectorpair sew(const std::vector<int>& faces) {
  gmsh::vectorpair loose;
  for (const int tag : faces) loose.emplace_back(face, tag);
  gmsh::vectorpair sewn;
  occ::healShapes(sewn, loose, sewingTolerance, true, true, true, true, true);
  return sewn;
}

}  // namespace waveguide::mesh
