#include "mesh/meridian.h"

#include <cmath>
#include <string>

#include "common/error.h"

namespace waveguide::mesh {
namespace {

constexpr int curve = 1;
constexpr double nearness = 1e-6;  // mm

void refuse(const std::string& what, const std::string& fault) {
  throw Error(ErrorCode::option, what + " " + fault);
}

std::string sectionName(std::size_t index) {
  return "section " + std::to_string(index) + " of the generator";
}

}  // namespace

void requireLine(const SizedLine& line, const std::string& what) {
  if (line.points.size() < 2) refuse(what, "needs two points or more");
  if (line.sizes.size() != line.points.size()) refuse(what, "needs one size for each point");
  for (const MeridianPoint& point : line.points) {
    if (point.r < 0) refuse(what, "has a negative radius");
  }
  for (const double size : line.sizes) {
    if (!(size > 0)) refuse(what, "has a size that is not positive");
  }
}

void requireGenerator(const std::vector<GeneratorSection>& sections) {
  if (sections.size() < 2) throw Error(ErrorCode::option, "a generator needs two sections or more");
  for (std::size_t i = 0; i < sections.size(); ++i) {
    requireLine(sections[i].line, sectionName(i));
    if (i == 0) continue;
    const MeridianPoint& end = sections[i - 1].line.points.back();
    const MeridianPoint& start = sections[i].line.points.front();
    if (std::hypot(end.z - start.z, end.r - start.r) > nearness) {
      refuse(sectionName(i), "does not begin where the last one ends");
    }
  }
  if (sections.front().line.points.front().r > 0 || sections.back().line.points.back().r > 0) {
    throw Error(ErrorCode::option, "a generator begins and ends on the axis");
  }
}

gmsh::vectorpair addMeridian(const std::vector<GeneratorSection>& sections, gmsh::vectorpair& points) {
  const auto addPoint = [&](const MeridianPoint& point) {
    points.emplace_back(0, gmsh::model::occ::addPoint(point.r, 0, point.z));
    return points.back().second;
  };
  gmsh::vectorpair curves;
  int first = addPoint(sections.front().line.points.front());
  for (const auto& [isSpline, line] : sections) {
    std::vector<int> tags{first};
    const std::size_t step = isSpline ? 1 : line.points.size() - 1;
    for (std::size_t i = step; i < line.points.size(); i += step) {
      tags.push_back(addPoint(line.points[i]));
    }
    curves.emplace_back(
        curve, isSpline ? gmsh::model::occ::addSpline(tags) : gmsh::model::occ::addLine(tags[0], tags[1]));
    first = tags.back();
  }
  return curves;
}

}  // namespace waveguide::mesh
