#include "bem/panels.h"

#include <doctest/doctest.h>

#include <Eigen/Geometry>
#include <cmath>
#include <cstdlib>
#include <random>

#include "bem/distance.h"
#include "shapes.h"

using namespace waveguide;
using namespace waveguide::bem;

namespace {

using Pairs = std::vector<std::array<Index, 2>>;

Pairs closePairsByTrial(const std::vector<Panel>& panels) {
  Pairs pairs;
  for (Index first = 0; first < panels.size(); ++first) {
    for (Index second = first; second < panels.size(); ++second) {
      if (relatePanels(panels[first], panels[second]).kind != PairKind::regular)
        pairs.push_back({first, second});
    }
  }
  return pairs;
}

// Loose triangles whose sizes span four decades.
Surface gradedCloud(unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(-1, 1);
  const auto vector = [&] { return Vector3(unit(random), unit(random), unit(random)); };
  Surface surface;
  for (int i = 0; i < 400; ++i) {
    const double size = std::pow(10, 2 * unit(random) - 2);
    const Vector3 centre = 0.3 * vector();
    const auto first = static_cast<Index>(surface.vertices.size());
    for (int corner = 0; corner < 3; ++corner) surface.vertices.push_back(centre + size * vector());
    surface.triangles.push_back({first, first + 1, first + 2});
  }
  return surface;
}

unsigned testSeed() {
  const char* text = std::getenv("SEED");
  return text != nullptr ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : 20240607U;
}

}  // namespace

TEST_CASE("panels carry outward normals, hats and curls of a sphere") {
  const std::vector<Panel> panels = makePanels(shapes::icosphere(2));
  REQUIRE(panels.size() == 320);
  double area = 0;
  for (const Panel& panel : panels) {
    area += panel.area;
    CHECK(panel.normal.dot(panel.centroid) > 0.9);
    CHECK(panel.longestEdge <= 0.3251);
    for (std::size_t i = 0; i < 3; ++i) {
      const Vector3 edge = panel.corners[(i + 2) % 3] - panel.corners[(i + 1) % 3];
      CHECK(panel.gradient[i].dot(panel.corners[i] - panel.corners[(i + 1) % 3]) == doctest::Approx(1));
      CHECK(std::abs(panel.gradient[i].dot(edge)) < 1e-14);
      // n × ∇φ runs along the opposite edge, once around: its length is |edge| / 2A.
      CHECK((2 * panel.area * panel.curl[i] + edge).norm() < 1e-14);
    }
    CHECK((panel.gradient[0] + panel.gradient[1] + panel.gradient[2]).norm() < 1e-12);
  }
  CHECK(area == doctest::Approx(12.3).epsilon(0.01));
}

TEST_CASE("relations list the shared corners first and in the same order") {
  const Surface surface = shapes::icosphere(1);
  const std::vector<Panel> panels = makePanels(surface);
  std::array<int, 5> counts{};
  for (const Panel& test : panels) {
    for (const Panel& trial : panels) {
      const PairRelation relation = relatePanels(test, trial);
      ++counts[static_cast<std::size_t>(relation.kind)];
      for (std::size_t i = 0; i < 3; ++i) {
        const bool isShared = test.vertices[static_cast<std::size_t>(relation.testOrder[i])] ==
                              trial.vertices[static_cast<std::size_t>(relation.trialOrder[i])];
        CHECK(isShared == (static_cast<int>(i) < relation.sharedCount));
      }
    }
  }
  CHECK(counts[static_cast<std::size_t>(PairKind::coincident)] == 80);
  CHECK(counts[static_cast<std::size_t>(PairKind::edge)] == 240);
}

TEST_CASE("the wall of a thin horn is full of near pairs") {
  const std::vector<Panel> panels = makePanels(shapes::hornShell(0.02, 24));
  REQUIRE(panels.size() == 1296);
  std::size_t nearCount = 0;
  const Pairs pairs = findClosePairs(panels, panels.size());
  for (const auto& [first, second] : pairs) {
    if (relatePanels(panels[first], panels[second]).kind == PairKind::near) ++nearCount;
  }
  CHECK(pairs.size() == 33552);
  CHECK(nearCount == 24168);
}

TEST_CASE("the cell search finds the close pairs that a trial of all pairs finds") {
  CHECK(findClosePairs(makePanels(shapes::icosphere(2)), 1U << 20U) ==
        closePairsByTrial(makePanels(shapes::icosphere(2))));
  const unsigned seed = testSeed();
  for (unsigned round = 0; round < 10; ++round) {
    CAPTURE(seed);
    CAPTURE(round);
    const std::vector<Panel> panels = makePanels(gradedCloud(seed + round));
    const Pairs pairs = findClosePairs(panels, panels.size());
    CHECK(pairs.size() > panels.size());
    CHECK(pairs == closePairsByTrial(panels));
  }
}

TEST_CASE("distances see faces, edges and corners") {
  Surface surface;
  surface.vertices = {{0, 0, 0},     {1, 0, 0},    {0, 1, 0},     {0.2, 0.2, 0.3}, {0.3, 0.2, 1},
                      {0.2, 0.3, 1}, {2, -1, 0.1}, {2, 2, 0.1},   {3, 0, 0.1},     {0.5, -1, 0.4},
                      {0.5, 3, 0.4}, {0.5, 1, 2},  {0.4, 0.9, 0}, {0.9, 0.4, 0},   {2, 2, 0.0}};
  surface.triangles = {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {9, 10, 11}};
  const std::vector<Panel> panels = makePanels(surface);
  CHECK(panelDistance(panels[0], panels[1]) == doctest::Approx(0.3));                 // corner over face
  CHECK(panelDistance(panels[0], panels[2]) == doctest::Approx(std::hypot(1, 0.1)));  // corner against edge
  CHECK(panelDistance(panels[0], panels[3]) == doctest::Approx(0.4));                 // edge across face
  CHECK(panelDistance(panels[3], panels[0]) == doctest::Approx(0.4));
  CHECK((closestPoint(panels[0], {0.2, 0.3, 5}) - Vector3(0.2, 0.3, 0)).norm() < 1e-15);
  CHECK((closestPoint(panels[0], {1, 1, 1}) - Vector3(0.5, 0.5, 0)).norm() < 1e-15);
  CHECK((closestPoint(panels[0], {-1, -2, 1}) - Vector3(0, 0, 0)).norm() < 1e-15);
}
