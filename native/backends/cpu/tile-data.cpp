#include "backends/cpu/tile-data.h"

#include <algorithm>

namespace waveguide::cpu {
namespace {

constexpr std::size_t blockSize = 128;
constexpr double farAway = 1e3;  // m; where padding lanes stand, with zero area

int roundedUp(std::size_t count, int lanes) {
  const auto step = static_cast<std::size_t>(lanes);
  return static_cast<int>((count + step - 1) / step * step);
}

template <class T, class Values>
void append(AlignedVector<T>& to, const Values& values) {
  for (int axis = 0; axis < 3; ++axis) to.push_back(static_cast<T>(values[axis]));
}

template <class T>
TestBlock<T> makeTestBlock(const Block& block, const std::vector<bem::Panel>& panels, int lanes) {
  TestBlock<T> data;
  data.triangleCount = static_cast<int>(block.triangles.size());
  data.vertexStride = roundedUp(block.vertices.size(), lanes);
  for (std::size_t position = 0; position < block.triangles.size(); ++position) {
    const bem::Panel& panel = panels[block.triangles[position]];
    for (const Vector3& corner : panel.corners) append(data.corners, corner - block.centre);
    for (const Vector3& curl : panel.curl) append(data.curls, curl);
    append(data.normals, panel.normal);
    data.areas.push_back(static_cast<T>(panel.area));
    for (const int local : block.localVertices[position]) data.local.push_back(local);
  }
  return data;
}

// Image `image` of a block of the part.
template <class T>
TrialBlock<T> makeTrialBlock(const BlockLayout& layout, std::size_t index, std::size_t image,
                             const std::vector<bem::Panel>& panels, const bem::MirroredSurface& body,
                             int lanes) {
  const Block& block = layout.blocks[index];
  TrialBlock<T> data;
  data.stride = roundedUp(block.triangles.size(), lanes);
  const auto stride = static_cast<std::size_t>(data.stride);
  data.cornerPlanes.assign(9 * stride, farAway);
  data.normalPlanes.assign(3 * stride, T(0));
  data.curlPlanes.assign(9 * stride, T(0));
  data.areaPlanes.assign(stride, T(0));
  data.localPlanes.assign(3 * stride, 0);
  for (std::size_t position = 0; position < block.triangles.size(); ++position) {
    const std::size_t triangle = image * body.partTriangleCount + block.triangles[position];
    const bem::Panel& panel = panels[triangle];
    const std::array<int, 3> local = localCorners(layout, body, static_cast<Index>(triangle));
    data.areaPlanes[position] = static_cast<T>(panel.area);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const auto component = static_cast<Eigen::Index>(axis);
      data.normalPlanes[axis * stride + position] = static_cast<T>(panel.normal[component]);
      data.localPlanes[axis * stride + position] = local[axis];
      for (std::size_t corner = 0; corner < 3; ++corner) {
        const std::size_t plane = (3 * corner + axis) * stride + position;
        data.cornerPlanes[plane] = panel.corners[corner][component];
        data.curlPlanes[plane] = static_cast<T>(panel.curl[corner][component]);
      }
    }
  }
  return data;
}

bool isCoplanar(const bem::Panel& a, const bem::Panel& b) {
  const double tolerance = 1e-12 * std::max(a.longestEdge, b.longestEdge);
  const auto liesIn = [&](const bem::Panel& panel, const bem::Panel& other) {
    return std::all_of(panel.corners.begin(), panel.corners.end(), [&](const Vector3& corner) {
      return std::abs((corner - other.centroid).dot(other.normal)) <= tolerance;
    });
  };
  return liesIn(a, b) && liesIn(b, a);
}

bem::PairIntegrals<double> swapped(const bem::PairIntegrals<double>& integrals) {
  bem::PairIntegrals<double> result;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      result.g[i][j] = integrals.g[j][i];
      result.k[i][j] = integrals.kPrime[j][i];
      result.kPrime[i][j] = integrals.k[j][i];
    }
  }
  return result;
}

bool comesFirst(const BlockLayout& layout, Index a, Index b) {
  return layout.blockOf[a] != layout.blockOf[b] ? layout.blockOf[a] < layout.blockOf[b]
                                                : layout.positionOf[a] <= layout.positionOf[b];
}

template <class T>
CloseGroupData<T> makeGroup(const TileImage<T>& tile, std::size_t firstPair, const Vector3& origin,
                            const std::vector<bem::Panel>& panels, int lanes) {
  const auto stride = static_cast<std::size_t>(lanes);
  CloseGroupData<T> group;
  group.firstPair = firstPair;
  group.pairCount = static_cast<int>(std::min(stride, tile.closePairs.size() - firstPair));
  group.testCorners.assign(9 * stride, T(0));
  group.trialCorners.assign(9 * stride, static_cast<T>(farAway));
  group.testNormals.assign(3 * stride, T(0));
  group.trialNormals.assign(3 * stride, T(0));
  group.areas.assign(stride, T(0));
  for (std::size_t lane = 0; lane < static_cast<std::size_t>(group.pairCount); ++lane) {
    const ClosePair& pair = tile.closePairs[firstPair + lane];
    const bem::Panel &test = panels[pair.test], &trial = panels[pair.trial];
    group.areas[lane] = static_cast<T>(test.area * trial.area);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const auto component = static_cast<Eigen::Index>(axis);
      if (!pair.coplanar) {
        group.testNormals[axis * stride + lane] = static_cast<T>(test.normal[component]);
        group.trialNormals[axis * stride + lane] = static_cast<T>(trial.normal[component]);
      }
      for (std::size_t corner = 0; corner < 3; ++corner) {
        const std::size_t plane = (3 * corner + axis) * stride + lane;
        group.testCorners[plane] = static_cast<T>(test.corners[corner][component] - origin[component]);
        group.trialCorners[plane] = static_cast<T>(trial.corners[corner][component] - origin[component]);
      }
    }
  }
  return group;
}

template <class T>
void groupClosePairs(TileImage<T>& tile, const Vector3& origin, const std::vector<bem::Panel>& panels,
                     int lanes) {
  std::stable_sort(tile.closePairs.begin(), tile.closePairs.end(),
                   [](const ClosePair& a, const ClosePair& b) { return a.longestEdge < b.longestEdge; });
  for (std::size_t first = 0; first < tile.closePairs.size(); first += static_cast<std::size_t>(lanes)) {
    tile.closeGroups.push_back(makeGroup(tile, first, origin, panels, lanes));
  }
}

std::size_t tileIndex(std::size_t blockCount, std::size_t test, std::size_t trial) {
  return test * blockCount - test * (test + 1) / 2 + trial;
}

// Sorts the pairs of the cache into the tiles. Of a pair (S, image of T) and its mirror image (T, image of S)
// only one is kept.
template <class T>
class ClosePairSorter {
 public:
  ClosePairSorter(SurfaceData<T>& data, const std::vector<bem::Panel>& panels,
                  const bem::MirroredSurface& body)
      : data_(data), panels_(panels), partCount_(body.partTriangleCount) {
    data_.closeTo.resize(partCount_);
  }

  void add(Index first, Index second, const bem::PairIntegrals<double>& integrals) {
    const auto partner = static_cast<Index>(second % partCount_);
    data_.closeTo[first].push_back(second);
    if (second < partCount_ && first != second) data_.closeTo[second].push_back(first);
    if (comesFirst(data_.layout, first, partner)) {
      keep(first, second, integrals);
    } else if (second < partCount_) {
      keep(second, first, swapped(integrals));
    }
  }

 private:
  void keep(Index test, Index trial, const bem::PairIntegrals<double>& integrals) {
    const BlockLayout& layout = data_.layout;
    const std::size_t tile =
        tileIndex(layout.blocks.size(), layout.blockOf[test], layout.blockOf[trial % partCount_]);
    data_.tiles[tile].images[trial / partCount_].closePairs.push_back(
        {test, trial, isCoplanar(panels_[test], panels_[trial]),
         std::max(panels_[test].longestEdge, panels_[trial].longestEdge), integrals});
  }

  SurfaceData<T>& data_;
  const std::vector<bem::Panel>& panels_;
  std::size_t partCount_;
};

template <class T>
void addClosePairs(SurfaceData<T>& data, const std::vector<bem::Panel>& panels,
                   const bem::MirroredSurface& body, const bem::StaticCache& cache) {
  ClosePairSorter<T> sorter(data, panels, body);
  for (std::size_t p = 0; p < cache.pairs.size(); ++p) {
    sorter.add(cache.pairs[p][0], cache.pairs[p][1], cache.integrals[p]);
  }
}

}  // namespace

std::array<int, 3> localCorners(const BlockLayout& layout, const bem::MirroredSurface& body,
                                Index wholeTriangle) {
  const std::size_t triangle = wholeTriangle % body.partTriangleCount;
  const std::size_t image = wholeTriangle / body.partTriangleCount;
  const auto& [a, b, c] = layout.blocks[layout.blockOf[triangle]].localVertices[layout.positionOf[triangle]];
  // An odd number of reflections turns the corners (bem::mirror).
  return bem::imageSign(body.images[image], body.planes) > 0 ? std::array{a, b, c} : std::array{a, c, b};
}

template <class T>
SurfaceData<T> makeSurfaceData(const std::vector<bem::Panel>& panels, const bem::MirroredSurface& body,
                               const bem::StaticCache& cache, int lanes) {
  const auto part = static_cast<std::ptrdiff_t>(body.partTriangleCount);
  SurfaceData<T> data;
  data.layout = makeBlockLayout({panels.begin(), panels.begin() + part}, body.partVertexCount, blockSize);
  const std::size_t blockCount = data.layout.blocks.size();
  data.trials.resize(body.images.size());
  for (std::size_t block = 0; block < blockCount; ++block) {
    data.tests.push_back(makeTestBlock<T>(data.layout.blocks[block], panels, lanes));
    for (std::size_t image = 0; image < body.images.size(); ++image) {
      data.trials[image].push_back(makeTrialBlock<T>(data.layout, block, image, panels, body, lanes));
    }
    for (std::size_t trial = block; trial < blockCount; ++trial) {
      data.tiles.push_back({static_cast<Index>(block), static_cast<Index>(trial),
                            std::vector<TileImage<T>>(body.images.size())});
    }
  }
  addClosePairs(data, panels, body, cache);
  for (TileData<T>& tile : data.tiles) {
    for (TileImage<T>& image : tile.images) {
      groupClosePairs(image, data.layout.blocks[tile.testBlock].centre, panels, lanes);
    }
  }
  return data;
}

template <class T>
void shiftedCorners(const TrialBlock<T>& block, const Vector3& origin, AlignedVector<T>& planes) {
  const auto stride = static_cast<std::size_t>(block.stride);
  planes.resize(9 * stride);
  for (std::size_t plane = 0; plane < 9; ++plane) {
    const double shift = origin[static_cast<Eigen::Index>(plane % 3)];
    for (std::size_t i = 0; i < stride; ++i) {
      planes[plane * stride + i] = static_cast<T>(block.cornerPlanes[plane * stride + i] - shift);
    }
  }
}

template SurfaceData<float> makeSurfaceData(const std::vector<bem::Panel>& panels,
                                            const bem::MirroredSurface& body, const bem::StaticCache& cache,
                                            int lanes);
template SurfaceData<double> makeSurfaceData(const std::vector<bem::Panel>& panels,
                                             const bem::MirroredSurface& body, const bem::StaticCache& cache,
                                             int lanes);
template void shiftedCorners(const TrialBlock<float>& block, const Vector3& origin,
                             AlignedVector<float>& planes);
template void shiftedCorners(const TrialBlock<double>& block, const Vector3& origin,
                             AlignedVector<double>& planes);

}  // namespace waveguide::cpu
