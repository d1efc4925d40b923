// The surface in the layout of the kernels: blocks as test side (one triangle after the other) and as trial
// side (planes), and the close pairs of every tile packed a vector at a time. Made once per surface.
//   tile (I, J), I ≤ J: all pairs of a triangle of block I with one of block J, or with its images; within a
//   block each pair once
// Positions are relative to the test block's centre, so that single precision keeps its digits for the
// distance.
#pragma once

#include "backends/cpu/aligned.h"
#include "backends/cpu/block-layout.h"
#include "backends/cpu/kernel-table.h"
#include "backends/cpu/rules.h"
#include "bem/mirror.h"
#include "bem/singular.h"

namespace waveguide::cpu {

template <class T>
struct TestBlock {
  int triangleCount = 0;
  int vertexStride = 0;  // vertices rounded up to lanes
  AlignedVector<T> corners, normals, curls, areas;
  std::vector<int> local;
  std::vector<double> longestEdges;  // m, per triangle
};

/// The same triangles, or an image of them, in planes of `stride` entries.
template <class T>
struct TrialBlock {
  int stride = 0;                      // triangles rounded up to lanes
  AlignedVector<double> cornerPlanes;  // absolute
  AlignedVector<T> normalPlanes, curlPlanes, areaPlanes;
  std::vector<int> localPlanes;
  std::vector<double> longestEdges;  // m, per vector of triangles
};

/// One close pair, oriented so that its test triangle lies in the tile's test block.
struct ClosePair {
  Index test, trial;                         // triangles of the part, of the whole surface
  bool coplanar;                             // or coincident: K and K′ vanish
  double longestEdge;                        // m, of both
  bool isOwnImage;                           // or coincident: counts in one direction only
  std::array<int, 3> testLocal, trialLocal;  // corners among the vertices of their blocks
};

template <class T>
struct CloseGroupData {
  std::size_t firstPair = 0;
  int pairCount = 0;
  AlignedVector<T> testCorners, trialCorners, testNormals, trialNormals, areas, statics, curls, normals;
};

/// What one image adds to a tile.
template <class T>
struct TileImage {
  std::vector<ClosePair> closePairs;  // ascending by the pair's longest edge
  std::vector<CloseGroupData<T>> closeGroups;
  std::vector<unsigned char>
      near;  // [vector of trial triangles][test triangle]: nearer than half an edge; or empty
};

template <class T>
struct TileData {
  Index testBlock = 0, trialBlock = 0;
  std::vector<TileImage<T>> images;
};

template <class T>
struct SurfaceData {
  BlockLayout layout;  // of the part
  std::vector<TestBlock<T>> tests;
  std::vector<std::vector<TrialBlock<T>>> trials;  // [image][block]
  std::vector<TileData<T>> tiles;                  // ascending by (test, trial)
  std::vector<std::vector<Index>> closeTo;         // per triangle: its close partners and itself
};

/// `panels` of the whole surface.
template <class T>
[[nodiscard]] SurfaceData<T> makeSurfaceData(const std::vector<bem::Panel>& panels,
                                             const bem::MirroredSurface& body, const bem::StaticCache& cache,
                                             int lanes, Quality quality);

/// Trial corners of a block relative to `origin`, 9 planes of stride; padding lies far away.
template <class T>
void shiftedCorners(const TrialBlock<T>& block, const Vector3& origin, AlignedVector<T>& planes);

/// Places of a whole triangle's corners among the vertices of its part's block.
[[nodiscard]] std::array<int, 3> localCorners(const BlockLayout& layout, const bem::MirroredSurface& body,
                                              Index wholeTriangle);

}  // namespace waveguide::cpu
