#include "backends/cpu/tile-data.h"

#include <algorithm>

namespace waveguide::cpu {
namespace {

constexpr std::size_t blockSize = 192;
constexpr double nearReach = 0.5;  // of the longest edge
constexpr double farAway = 1e3;    // m; where padding lanes stand, with zero area

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
    data.longestEdges.push_back(panel.longestEdge);
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
  data.longestEdges.assign(stride / static_cast<std::size_t>(lanes), 0);
  for (std::size_t position = 0; position < block.triangles.size(); ++position) {
    const std::size_t triangle = image * body.partTriangleCount + block.triangles[position];
    const bem::Panel& panel = panels[triangle];
    const std::array<int, 3> local = localCorners(layout, body, static_cast<Index>(triangle));
    data.areaPlanes[position] = static_cast<T>(panel.area);
    double& longest = data.longestEdges[position / static_cast<std::size_t>(lanes)];
    longest = std::max(longest, panel.longestEdge);
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

// A close pair with what only the making of groups needs.
struct SortedPair {
  ClosePair pair;
  const bem::PairIntegrals<double>* integrals;
  bool exchanged;  // the integrals are those of (trial, test)

  [[nodiscard]] double integral(std::size_t part, std::size_t i, std::size_t j) const {
    if (part == 0) return exchanged ? integrals->g[j][i] : integrals->g[i][j];
    if ((part == 1) != exchanged) return exchanged ? integrals->k[j][i] : integrals->k[i][j];
    return exchanged ? integrals->kPrime[j][i] : integrals->kPrime[i][j];
  }
};

bool comesFirst(const BlockLayout& layout, Index a, Index b) {
  return layout.blockOf[a] != layout.blockOf[b] ? layout.blockOf[a] < layout.blockOf[b]
                                                : layout.positionOf[a] <= layout.positionOf[b];
}

// One lane of a group.
template <class T>
void fillLane(CloseGroupData<T>& group, std::size_t lane, std::size_t stride, const SortedPair& sorted,
              const Vector3& origin, const std::vector<bem::Panel>& panels) {
  const ClosePair& pair = sorted.pair;
  const bem::Panel &test = panels[pair.test], &trial = panels[pair.trial];
  group.areas[lane] = static_cast<T>(test.area * trial.area);
  group.normals[lane] = static_cast<T>(test.normal.dot(trial.normal));
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
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      const std::size_t hats = 3 * i + j;
      group.curls[hats * stride + lane] = static_cast<T>(test.curl[i].dot(trial.curl[j]));
      for (std::size_t part = 0; part < 3; ++part) {
        group.statics[(9 * part + hats) * stride + lane] = static_cast<T>(sorted.integral(part, i, j));
      }
    }
  }
}

template <class T>
CloseGroupData<T> makeGroup(const std::vector<SortedPair>& pairs, std::size_t firstPair,
                            const Vector3& origin, const std::vector<bem::Panel>& panels, int lanes) {
  const auto stride = static_cast<std::size_t>(lanes);
  CloseGroupData<T> group;
  group.firstPair = firstPair;
  group.pairCount = static_cast<int>(std::min(stride, pairs.size() - firstPair));
  group.testCorners.assign(9 * stride, T(0));
  group.trialCorners.assign(9 * stride, static_cast<T>(farAway));
  for (auto* plane : {&group.testNormals, &group.trialNormals}) plane->assign(3 * stride, T(0));
  for (auto* plane : {&group.areas, &group.normals}) plane->assign(stride, T(0));
  group.curls.assign(9 * stride, T(0));
  group.statics.assign(27 * stride, T(0));
  for (std::size_t lane = 0; lane < static_cast<std::size_t>(group.pairCount); ++lane) {
    fillLane(group, lane, stride, pairs[firstPair + lane], origin, panels);
  }
  return group;
}

template <class T>
TileImage<T> makeTileImage(std::vector<SortedPair> pairs, const Vector3& origin,
                           const std::vector<bem::Panel>& panels, int lanes) {
  std::stable_sort(pairs.begin(), pairs.end(), [](const SortedPair& a, const SortedPair& b) {
    return a.pair.longestEdge < b.pair.longestEdge;
  });
  TileImage<T> image;
  for (const SortedPair& sorted : pairs) image.closePairs.push_back(sorted.pair);
  for (std::size_t first = 0; first < pairs.size(); first += static_cast<std::size_t>(lanes)) {
    image.closeGroups.push_back(makeGroup<T>(pairs, first, origin, panels, lanes));
  }
  return image;
}

std::size_t tileIndex(std::size_t blockCount, std::size_t test, std::size_t trial) {
  return test * blockCount - test * (test + 1) / 2 + trial;
}

// Sorts the pairs of the cache by tile and image. Of a pair (S, image of T) and its mirror image
// (T, image of S) only one is kept.
class ClosePairSorter {
 public:
  using Lists = std::vector<std::vector<std::vector<SortedPair>>>;  // [tile][image]

  ClosePairSorter(const BlockLayout& layout, const std::vector<bem::Panel>& panels,
                  const bem::MirroredSurface& body)
      : layout_(layout), panels_(panels), body_(body) {
    const std::size_t blockCount = layout.blocks.size();
    lists_.resize(blockCount * (blockCount + 1) / 2);
    for (auto& images : lists_) images.resize(body.images.size());
  }

  void add(Index first, Index second, const bem::PairIntegrals<double>& integrals) {
    const auto partner = static_cast<Index>(second % body_.partTriangleCount);
    if (comesFirst(layout_, first, partner)) {
      keep(first, second, integrals, false);
    } else if (second < body_.partTriangleCount) {
      keep(second, first, integrals, true);
    }
  }

  [[nodiscard]] const Lists& lists() const { return lists_; }

 private:
  void keep(Index test, Index trial, const bem::PairIntegrals<double>& integrals, bool exchanged) {
    const std::size_t partner = trial % body_.partTriangleCount;
    const std::size_t tile =
        tileIndex(layout_.blocks.size(), layout_.blockOf[test], layout_.blockOf[partner]);
    const ClosePair pair{test,
                         trial,
                         isCoplanar(panels_[test], panels_[trial]),
                         std::max(panels_[test].longestEdge, panels_[trial].longestEdge),
                         test == partner,
                         localCorners(layout_, body_, test),
                         localCorners(layout_, body_, trial)};
    lists_[tile][trial / body_.partTriangleCount].push_back({pair, &integrals, exchanged});
  }

  const BlockLayout& layout_;
  const std::vector<bem::Panel>& panels_;
  const bem::MirroredSurface& body_;
  Lists lists_;
};

// Around a block or an image of it, whose triangles stand `offset` further on.
bem::Sphere sphereAround(const Block& block, std::size_t offset, const std::vector<bem::Panel>& panels) {
  std::vector<bem::Panel> own;
  own.reserve(block.triangles.size());
  for (const Index t : block.triangles) own.push_back(panels[offset + t]);
  return bem::boundingSphere(own);
}

// Pairs nearer than half the longer of their longest edges and not close: there three points cost a digit.
std::vector<unsigned char> nearPairs(const Block& test, const Block& trial, std::size_t offset,
                                     const std::vector<bem::Panel>& panels, int lanes) {
  const auto width = static_cast<std::size_t>(lanes);
  const std::size_t testCount = test.triangles.size();
  std::vector<unsigned char> near((trial.triangles.size() + width - 1) / width * testCount, 0);
  for (std::size_t j = 0; j < trial.triangles.size(); ++j) {
    const bem::Panel& other = panels[offset + trial.triangles[j]];
    for (std::size_t i = 0; i < testCount; ++i) {
      const bem::Panel& own = panels[test.triangles[i]];
      const double gap = bem::centroidGap(own, other) / std::max(own.longestEdge, other.longestEdge);
      if (gap >= bem::nearGap && gap < nearReach) near[j / width * testCount + i] = 1;
    }
  }
  return near;
}

template <class T>
void addNearPairs(SurfaceData<T>& data, const std::vector<bem::Panel>& panels,
                  const bem::MirroredSurface& body, int lanes) {
  const std::vector<Block>& blocks = data.layout.blocks;
  for (std::size_t image = 0; image < body.images.size(); ++image) {
    const std::size_t offset = image * body.partTriangleCount;
    std::vector<bem::Sphere> own, images;
    for (const Block& block : blocks) {
      own.push_back(sphereAround(block, 0, panels));
      images.push_back(sphereAround(block, offset, panels));
    }
    for (TileData<T>& tile : data.tiles) {
      const Block &test = blocks[tile.testBlock], &trial = blocks[tile.trialBlock];
      const bem::Sphere &a = own[tile.testBlock], &b = images[tile.trialBlock];
      const double apart = (a.centre - b.centre).norm() - a.radius - b.radius;
      if (apart >= nearReach * std::max(test.longestEdge, trial.longestEdge)) continue;
      tile.images[image].near = nearPairs(test, trial, offset, panels, lanes);
    }
  }
}

std::vector<std::vector<Index>> closePartners(const bem::MirroredSurface& body,
                                              const bem::StaticCache& cache) {
  std::vector<std::vector<Index>> partners(body.partTriangleCount);
  for (const auto& [first, second] : cache.pairs) {
    partners[first].push_back(second);
    if (second < body.partTriangleCount && first != second) partners[second].push_back(first);
  }
  return partners;
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
                               const bem::StaticCache& cache, int lanes, Quality quality) {
  const auto part = static_cast<std::ptrdiff_t>(body.partTriangleCount);
  SurfaceData<T> data;
  data.layout = makeBlockLayout({panels.begin(), panels.begin() + part}, body.partVertexCount, blockSize);
  data.closeTo = closePartners(body, cache);
  ClosePairSorter sorter(data.layout, panels, body);
  for (std::size_t p = 0; p < cache.pairs.size(); ++p) {
    sorter.add(cache.pairs[p][0], cache.pairs[p][1], cache.integrals[p]);
  }
  const std::size_t blockCount = data.layout.blocks.size();
  data.trials.resize(body.images.size());
  for (std::size_t block = 0; block < blockCount; ++block) {
    data.tests.push_back(makeTestBlock<T>(data.layout.blocks[block], panels, lanes));
    for (std::size_t image = 0; image < body.images.size(); ++image) {
      data.trials[image].push_back(makeTrialBlock<T>(data.layout, block, image, panels, body, lanes));
    }
    for (std::size_t trial = block; trial < blockCount; ++trial) {
      TileData<T> tile{static_cast<Index>(block), static_cast<Index>(trial), {}};
      for (const auto& pairs : sorter.lists()[data.tiles.size()]) {
        tile.images.push_back(makeTileImage<T>(pairs, data.layout.blocks[block].centre, panels, lanes));
      }
      data.tiles.push_back(std::move(tile));
    }
  }
  if (quality == Quality::sweep) addNearPairs(data, panels, body, lanes);
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
                                            int lanes, Quality quality);
template SurfaceData<double> makeSurfaceData(const std::vector<bem::Panel>& panels,
                                             const bem::MirroredSurface& body, const bem::StaticCache& cache,
                                             int lanes, Quality quality);
template void shiftedCorners(const TrialBlock<float>& block, const Vector3& origin,
                             AlignedVector<float>& planes);
template void shiftedCorners(const TrialBlock<double>& block, const Vector3& origin,
                             AlignedVector<double>& planes);

}  // namespace waveguide::cpu
