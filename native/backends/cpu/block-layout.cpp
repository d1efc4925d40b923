#include "backends/cpu/block-layout.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace waveguide::cpu {
namespace {

using Iterator = std::vector<Index>::iterator;

int longestAxis(const std::vector<bem::Panel>& panels, Iterator first, Iterator last) {
  Vector3 low = Vector3::Constant(std::numeric_limits<double>::infinity());
  Vector3 high = -low;
  for (auto it = first; it != last; ++it) {
    low = low.cwiseMin(panels[*it].centroid);
    high = high.cwiseMax(panels[*it].centroid);
  }
  int axis = 0;
  (high - low).maxCoeff(&axis);
  return axis;
}

// Sorts a part along its longest side. Index breaks ties, so that the order does not depend on the library's
// algorithm.
void sortAlong(const std::vector<bem::Panel>& panels, Iterator first, Iterator last) {
  const int axis = longestAxis(panels, first, last);
  std::sort(first, last, [&](Index a, Index b) {
    const double left = panels[a].centroid[axis], right = panels[b].centroid[axis];
    return left != right ? left < right : a < b;
  });
}

// Halves every part, in multiples of blockSize, until none is larger; neighbours stay neighbours in the list.
std::vector<std::vector<Index>> bisect(const std::vector<bem::Panel>& panels, std::vector<Index> order,
                                       std::size_t blockSize) {
  std::vector<std::vector<Index>> blocks;
  std::vector<std::pair<Iterator, Iterator>> waiting{{order.begin(), order.end()}};
  while (!waiting.empty()) {
    const auto [first, last] = waiting.back();
    waiting.pop_back();
    const auto count = static_cast<std::size_t>(last - first);
    if (count <= blockSize) {
      blocks.emplace_back(first, last);
      continue;
    }
    sortAlong(panels, first, last);
    const std::size_t blockCount = (count + blockSize - 1) / blockSize;
    const auto middle = first + static_cast<std::ptrdiff_t>(blockCount / 2 * blockSize);
    waiting.emplace_back(middle, last);
    waiting.emplace_back(first, middle);
  }
  return blocks;
}

// A vector of trial triangles; multiples serve shorter ones too.
constexpr std::size_t runLength = 16;

// The same triangles in compact runs, so that few runs lie near any one triangle.
std::vector<Index> inRuns(const std::vector<bem::Panel>& panels, const std::vector<Index>& triangles) {
  std::vector<Index> order;
  order.reserve(triangles.size());
  for (const std::vector<Index>& run : bisect(panels, triangles, runLength)) {
    order.insert(order.end(), run.begin(), run.end());
  }
  return order;
}

constexpr Index unset = std::numeric_limits<Index>::max();

Block makeBlock(const std::vector<bem::Panel>& panels, const std::vector<Index>& triangles,
                std::vector<Index>& solverVertex, Index& nextVertex) {
  Block block;
  block.triangles = triangles;
  block.centre = Vector3::Zero();
  block.longestEdge = 0;
  for (const Index triangle : triangles) {
    block.centre += panels[triangle].centroid / static_cast<double>(triangles.size());
    block.longestEdge = std::max(block.longestEdge, panels[triangle].longestEdge);
    for (const Index vertex : panels[triangle].vertices) {
      if (solverVertex[vertex] == unset) solverVertex[vertex] = nextVertex++;
      block.vertices.push_back(solverVertex[vertex]);
    }
  }
  std::sort(block.vertices.begin(), block.vertices.end());
  block.vertices.erase(std::unique(block.vertices.begin(), block.vertices.end()), block.vertices.end());
  for (const Index triangle : triangles) {
    std::array<int, 3> local{};
    for (std::size_t corner = 0; corner < 3; ++corner) {
      const Index vertex = solverVertex[panels[triangle].vertices[corner]];
      const auto place = std::lower_bound(block.vertices.begin(), block.vertices.end(), vertex);
      local[corner] = static_cast<int>(place - block.vertices.begin());
    }
    block.localVertices.push_back(local);
  }
  return block;
}

}  // namespace

BlockLayout makeBlockLayout(const std::vector<bem::Panel>& panels, std::size_t vertexCount,
                            std::size_t blockSize) {
  std::vector<Index> order(panels.size());
  std::iota(order.begin(), order.end(), Index{0});
  const std::vector<std::vector<Index>> parts = bisect(panels, std::move(order), blockSize);

  BlockLayout layout;
  layout.blockOf.resize(panels.size());
  layout.positionOf.resize(panels.size());
  layout.solverVertex.assign(vertexCount, unset);
  Index nextVertex = 0;
  for (const std::vector<Index>& part : parts) {
    const std::vector<Index> triangles = inRuns(panels, part);
    for (std::size_t position = 0; position < triangles.size(); ++position) {
      layout.blockOf[triangles[position]] = static_cast<Index>(layout.blocks.size());
      layout.positionOf[triangles[position]] = static_cast<Index>(position);
    }
    layout.blocks.push_back(makeBlock(panels, triangles, layout.solverVertex, nextVertex));
  }
  return layout;
}

}  // namespace waveguide::cpu
