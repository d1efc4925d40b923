#include "mesh/joints.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "common/error.h"
#include "mesh/solid.h"

namespace waveguide::mesh {
namespace {

constexpr int curve = 1;
constexpr double nearness = 1e-3;  // mm; neighbours begin in the very curve that the last one ends in

/// A curve that waits for its partner.
struct OpenCurve {
  int tag;
  std::array<double, 3> centre;
  double length;
};

bool areAlike(const OpenCurve& a, const OpenCurve& b) {
  bool isAlike = std::abs(a.length - b.length) < nearness;
  for (std::size_t axis = 0; isAlike && axis < 3; ++axis) {
    isAlike = std::abs(a.centre.at(axis) - b.centre.at(axis)) < nearness;
  }
  return isAlike;
}

[[noreturn]] void refuse(const OpenCurve& lonely, std::size_t partners) {
  const auto rounded = [](double value) { return std::to_string(std::lround(value)); };
  throw Error(ErrorCode::meshFailed, "an edge of the body's surfaces near (" + rounded(lonely.centre[0]) +
                                         ", " + rounded(lonely.centre[1]) + ", " + rounded(lonely.centre[2]) +
                                         R"() mm lies on )" + std::to_string(partners) +
                                         R"( other edges instead of one. Take mesher "rings".)");
}

}  // namespace

std::vector<Joint> findJoints(const CutPlanes& planes) {
  std::vector<OpenCurve> open;
  for (const auto& entity : openCurves()) {
    if (isOnPlane(entity, planes)) continue;
    open.push_back({entity.second, centreOf(entity), massOf(entity)});
  }
  std::vector<Joint> joints;
  for (const OpenCurve& one : open) {
    const auto isPartner = [&](const OpenCurve& other) {
      return other.tag != one.tag && areAlike(one, other);
    };
    const auto count = std::count_if(open.begin(), open.end(), isPartner);
    if (count != 1) refuse(one, static_cast<std::size_t>(count));
    const int other = std::find_if(open.begin(), open.end(), isPartner)->tag;
    if (one.tag < other) joints.push_back({one.tag, other});
  }
  return joints;
}

void tieJoints(const std::vector<Joint>& joints) {
  const std::vector<double> identity{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
  for (const auto& [first, second] : joints) {
    gmsh::model::mesh::setPeriodic(curve, {second}, {first}, identity);
  }
}

std::vector<std::pair<std::size_t, std::size_t>> tiedNodes(const std::vector<Joint>& joints) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [first, second] : joints) {
    int master = 0;
    std::vector<std::size_t> nodes;
    std::vector<std::size_t> partners;
    std::vector<double> transform;
    gmsh::model::mesh::getPeriodicNodes(curve, second, master, nodes, partners, transform);
    if (master != first || nodes.empty()) {
      throw Error(ErrorCode::meshFailed,
                  R"(gmsh divided two edges in one place differently. Take mesher "rings".)");
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) pairs.emplace_back(nodes[i], partners[i]);
  }
  return pairs;
}

}  // namespace waveguide::mesh
