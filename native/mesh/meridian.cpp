#include "mesh/meridian.h"

#include <cmath>
#include <string>

#include "common/error.h"

namespace waveguide::mesh {
namespace {

constexpr int curve = 1;
constexpr double nearness = 1e-6;  // mm

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
    if (std::hypot(end.z - start.z, end.r - start.r) > nearness) {
      refuse(i, "does not begin where the last one ends");
    }
  }
  if (sections.front().points.front().r > 0 || sections.back().points.back().r > 0) {
    throw Error(ErrorCode::option, "a generator begins and ends on the axis");
  }
}

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

}  // namespace waveguide::mesh
