#include "bem/panels.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <map>

namespace waveguide::bem {

namespace {

Panel makePanel(const Surface& surface, const std::array<Index, 3>& vertices) {
  Panel panel{};
  panel.vertices = vertices;
  for (std::size_t i = 0; i < 3; ++i) panel.corners[i] = surface.vertices[vertices[i]];
  const auto& [a, b, c] = panel.corners;
  const Vector3 cross = (b - a).cross(c - a);
  panel.area = cross.norm() / 2;
  panel.normal = cross.normalized();
  panel.centroid = (a + b + c) / 3;
  for (std::size_t i = 0; i < 3; ++i) {
    const Vector3& foot = panel.corners[(i + 1) % 3];
    const Vector3 edge = panel.corners[(i + 2) % 3] - foot;
    const Vector3 toCorner = panel.corners[i] - foot;
    const Vector3 height = toCorner - toCorner.dot(edge) / edge.squaredNorm() * edge;
    panel.gradient[i] = height / height.squaredNorm();
    panel.curl[i] = panel.normal.cross(panel.gradient[i]);
    panel.longestEdge = std::max(panel.longestEdge, edge.norm());
    panel.radius = std::max(panel.radius, (panel.corners[i] - panel.centroid).norm());
  }
  return panel;
}

bool isClose(const Panel& test, const Panel& trial) {
  return centroidGap(test, trial) < nearGap * std::max(test.longestEdge, trial.longestEdge);
}

// A close pair is never further apart than the sum of both reaches.
double reach(const Panel& panel) { return panel.radius + nearGap * panel.longestEdge; }

using Cell = std::array<std::int64_t, 3>;

// Panels of one size class: cells at least twice as wide as the largest reach in it.
struct Grid {
  double cellSize;
  std::map<Cell, std::vector<Index>> cells;
};

Cell cellOf(const Grid& grid, const Vector3& point) {
  Cell cell{};
  for (std::size_t i = 0; i < 3; ++i) {
    // Degenerate panels may have any size; their cells must stay numbers.
    constexpr double furthest = 1e15;
    const double place = std::floor(point[static_cast<Eigen::Index>(i)] / grid.cellSize);
    cell[i] = std::abs(place) < furthest ? static_cast<std::int64_t>(place) : 0;
  }
  return cell;
}

int sizeClass(const Panel& panel) { return static_cast<int>(std::ceil(std::log2(reach(panel)))); }

// Ascending by size class.
std::map<int, Grid> makeGrids(const std::vector<Panel>& panels) {
  std::map<int, Grid> grids;
  for (std::size_t index = 0; index < panels.size(); ++index) {
    const int level = sizeClass(panels[index]);
    Grid& grid = grids.try_emplace(level, Grid{std::ldexp(2.0, level), {}}).first->second;
    grid.cells[cellOf(grid, panels[index].centroid)].push_back(static_cast<Index>(index));
  }
  return grids;
}

template <typename Visit>
void visitNeighbours(const Grid& grid, const Vector3& point, const Visit& visit) {
  const Cell centre = cellOf(grid, point);
  for (std::int64_t x = centre[0] - 1; x <= centre[0] + 1; ++x) {
    for (std::int64_t y = centre[1] - 1; y <= centre[1] + 1; ++y) {
      // The three cells along z lie next to each other in the map's order.
      auto cell = grid.cells.lower_bound({x, y, centre[2] - 1});
      const auto end = grid.cells.upper_bound({x, y, centre[2] + 1});
      for (; cell != end; ++cell) std::for_each(cell->second.begin(), cell->second.end(), visit);
    }
  }
}

}  // namespace

std::vector<Panel> makePanels(const Surface& surface) {
  std::vector<Panel> panels;
  panels.reserve(surface.triangles.size());
  for (const auto& triangle : surface.triangles) panels.push_back(makePanel(surface, triangle));
  return panels;
}

Sphere boundingSphere(const std::vector<Panel>& panels) {
  Eigen::AlignedBox3d box;
  for (const Panel& panel : panels) {
    for (const Vector3& corner : panel.corners) box.extend(corner);
  }
  Sphere sphere{box.center(), 0};
  for (const Panel& panel : panels) {
    for (const Vector3& corner : panel.corners) {
      sphere.radius = std::max(sphere.radius, (corner - sphere.centre).norm());
    }
  }
  return sphere;
}

double centroidGap(const Panel& test, const Panel& trial) {
  return (test.centroid - trial.centroid).norm() - test.radius - trial.radius;
}

PairRelation relatePanels(const Panel& test, const Panel& trial) {
  PairRelation relation{PairKind::regular, 0, {}, {}};
  std::array<bool, 3> isTestShared{};
  std::array<bool, 3> isTrialShared{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      if (test.vertices[i] != trial.vertices[j]) continue;
      relation.testOrder[count] = static_cast<int>(i);
      relation.trialOrder[count] = static_cast<int>(j);
      isTestShared[i] = isTrialShared[j] = true;
      ++count;
    }
  }
  std::size_t testCount = count;
  std::size_t trialCount = count;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!isTestShared[i]) relation.testOrder[testCount++] = static_cast<int>(i);
    if (!isTrialShared[i]) relation.trialOrder[trialCount++] = static_cast<int>(i);
  }
  relation.sharedCount = static_cast<int>(count);
  constexpr std::array<PairKind, 4> kinds = {PairKind::regular, PairKind::vertex, PairKind::edge,
                                             PairKind::coincident};
  relation.kind = count == 0 && isClose(test, trial) ? PairKind::near : kinds[count];
  return relation;
}

std::vector<std::array<Index, 2>> findClosePairs(const std::vector<Panel>& panels, std::size_t partCount) {
  const std::map<int, Grid> grids = makeGrids(panels);
  std::vector<std::array<Index, 2>> pairs;
  for (std::size_t index = 0; index < panels.size(); ++index) {
    const auto self = static_cast<Index>(index);
    const int level = sizeClass(panels[index]);
    // Each pair is met from its smaller panel, in the grid of the larger one; within a class from both.
    for (auto grid = grids.lower_bound(level); grid != grids.end(); ++grid) {
      visitNeighbours(grid->second, panels[index].centroid, [&](Index other) {
        if (grid->first == level && other < self) return;
        if (self >= partCount && other >= partCount) return;
        if (isClose(panels[index], panels[other])) {
          pairs.push_back({std::min(self, other), std::max(self, other)});
        }
      });
    }
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace waveguide::bem
