// The regular pairs of one tile: a block of test triangles against a block of trial triangles, a vector of
// trial triangles at a time. Both orders of a pair come from the same kernel values (point-pair.h).
// Triangles are flat, so D·n_T is one number for a test point and D·n_S one for a trial point.
// Sums over test triangles that share a vertex are formed before anything is scattered: the buffer holds, per
// vertex of the test block, 3 slots × 4 planes (u, w) and the vector Σ curl ∬g (6 planes), each one vector of
// trial lanes.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/point-pair.h"

namespace waveguide::cpu {
namespace {

constexpr int pairPlanes = 3 * slotPlanes;
constexpr int vertexPlanes = pairPlanes + 6;

// A test triangle as the loops want it, lengths times k; vectors as single numbers, to be broadcast.
template <class T>
struct TestTriangle {
  const Rule<T>* rule;
  T points[3 * maxRulePoints];
  T normal[3];
  T height;    // of its plane over the origin, along the normal
  T area;      // with the sign of the image
  T curls[9];  // times that area
};

template <class T>
long regularScratch(int testStride, int testCount) {
  return static_cast<long>(testStride) * vertexPlanes * Simd<T>::lanes +
         2 * static_cast<long>(testCount) * static_cast<long>(sizeof(TestTriangle<T>) / sizeof(T));
}

template <class T>
inline TestTriangle<T> makeTestTriangle(const RegularTile<T>& tile, long index, const Rule<T>* rule) {
  const T* const corners = tile.testCorners + 9 * index;
  TestTriangle<T> test{};
  test.rule = rule;
  for (int p = 0; p < test.rule->count; ++p) {
    const T* const hats = test.rule->hats[p];
    for (int axis = 0; axis < 3; ++axis) {
      test.points[3 * p + axis] = tile.wavenumber * (hats[0] * corners[axis] + hats[1] * corners[3 + axis] +
                                                     hats[2] * corners[6 + axis]);
    }
  }
  test.height = 0;
  test.area = tile.sign * tile.testAreas[index];
  for (int axis = 0; axis < 3; ++axis) {
    test.normal[axis] = tile.testNormals[3 * index + axis];
    test.height += test.normal[axis] * test.points[axis];
  }
  for (int i = 0; i < 9; ++i) test.curls[i] = test.area * tile.testCurls[9 * index + i];
  return test;
}

// Where the trial side has three points its interpolation (hats 1/6 + 1/2 δ, equal weights) waits for the end
// of the chunk: the slots are quadrature points then, and everything wants a factor 1/9. Elsewhere they are
// hats.
constexpr int deferredCount = 3;

// A vector of trial triangles, lengths times k.
template <class T>
struct Chunk {
  const Rule<T>* rule;
  bool deferred;  // see deferredCount
  Point<T> points[maxRulePoints];
  Point<T> normal;
  Vector<T> height;
};

template <class T>
inline Chunk<T> makeChunk(const RegularTile<T>& tile, long firstLane, const Rule<T>* rule) {
  Chunk<T> chunk{};
  chunk.normal = lanePlanes(tile.trialNormals + firstLane, tile.trialStride);
  chunk.rule = rule;
  chunk.deferred = tile.trialRules[firstLane / Simd<T>::lanes]->count == deferredCount;
  for (int s = 0; s < chunk.rule->count; ++s) {
    const Point<T> y = lanePoint(tile.trialCorners + firstLane, tile.trialStride, chunk.rule->hats[s]);
    chunk.points[s] = {y.x * tile.wavenumber, y.y * tile.wavenumber, y.z * tile.wavenumber};
  }
  chunk.height = dot(chunk.normal, chunk.points[0]);
  return chunk;
}

// What all points of a test triangle share against a chunk.
template <class T>
struct PairConstants {
  Point<T> testNormal;
  Vector<T> normals;                     // n_S·n_T
  Vector<T> trialSlopes[maxRulePoints];  // D·n_T per test point
  typename Simd<T>::Bits leftOut;
};

template <class T>
inline Point<T> pointOf(const TestTriangle<T>& test, int p) {
  return broadcastPoint(test.points + 3 * p);
}

template <class T>
inline Point<T> difference(const Point<T>& y, const Point<T>& x) {
  return {y.x - x.x, y.y - x.y, y.z - x.z};
}

// Three points on both sides: sums first, interpolation after.
template <class T, bool masked>
inline void addThreePointPairs(const Chunk<T>& chunk, const TestTriangle<T>& test,
                               const PairConstants<T>& pair, Vector<T>* const* vertices, Vector<T>* total) {
  const T sixth = test.area * T(1.0 / 6), half = test.area * T(0.5);
  for (int s = 0; s < 3; ++s) {
    const Point<T>& y = chunk.points[s];
    const Vector<T> testSlope = dot(pair.testNormal, y) - test.height;
    PointPair<T> values[3];
    for (int p = 0; p < 3; ++p) {
      values[p] = pointPair<T, masked>(difference(y, pointOf(test, p)), pair.trialSlopes[p], testSlope,
                                       pair.normals, pair.leftOut);
      total[0] += values[p].gReal;
      total[1] += values[p].gImag;
    }
    for (int plane = 0; plane < slotPlanes; ++plane) {
      const Vector<T> third =
          (values[0].planes[plane] + values[1].planes[plane] + values[2].planes[plane]) * sixth;
      for (int i = 0; i < 3; ++i) {
        vertices[i][s * slotPlanes + plane] += third + half * values[i].planes[plane];
      }
    }
  }
}

// Three points on the trial side, more on the test side.
template <class T, bool masked>
inline void addDeferredPairs(const Chunk<T>& chunk, const TestTriangle<T>& test, const PairConstants<T>& pair,
                             Vector<T>* const* vertices, Vector<T>* total) {
  const Rule<T>& rule = *test.rule;
  for (int s = 0; s < deferredCount; ++s) {
    const Point<T>& y = chunk.points[s];
    const Vector<T> testSlope = dot(pair.testNormal, y) - test.height;
    Vector<T> columns[pairPlanes] = {};
    for (int p = 0; p < rule.count; ++p) {
      const PointPair<T> value = pointPair<T, masked>(difference(y, pointOf(test, p)), pair.trialSlopes[p],
                                                      testSlope, pair.normals, pair.leftOut);
      for (int i = 0; i < 3; ++i) {
        for (int plane = 0; plane < slotPlanes; ++plane) {
          columns[i * slotPlanes + plane] += rule.weightedHats[p][i] * value.planes[plane];
        }
      }
      total[0] += (3 * rule.weights[p]) * value.gReal;
      total[1] += (3 * rule.weights[p]) * value.gImag;
    }
    for (int i = 0; i < 3; ++i) {
      for (int plane = 0; plane < slotPlanes; ++plane) {
        vertices[i][s * slotPlanes + plane] += (3 * test.area) * columns[i * slotPlanes + plane];
      }
    }
  }
}

// What three points would have to hold for their interpolation to give these values of hats: the inverse of
// 1/6 + 1/2 δ is 2 δ − 1/3.
template <class T>
inline void hatsToPoints(Vector<T>* rows) {
  for (int plane = 0; plane < slotPlanes; ++plane) {
    const Vector<T> third =
        (rows[plane] + rows[slotPlanes + plane] + rows[2 * slotPlanes + plane]) * T(1.0 / 3);
    for (int j = 0; j < 3; ++j) {
      rows[j * slotPlanes + plane] = 2 * rows[j * slotPlanes + plane] - third;
    }
  }
}

template <class T, bool masked>
inline void addRulePairs(const Chunk<T>& chunk, const TestTriangle<T>& test, const PairConstants<T>& pair,
                         Vector<T>* const* vertices, Vector<T>* total) {
  const Rule<T>&testRule = *test.rule, &trialRule = *chunk.rule;
  Vector<T> testSlopes[maxRulePoints];
  for (int s = 0; s < trialRule.count; ++s) {
    testSlopes[s] = dot(pair.testNormal, chunk.points[s]) - test.height;
  }
  for (int p = 0; p < testRule.count; ++p) {
    const Point<T> x = pointOf(test, p);
    Vector<T> rows[pairPlanes] = {};
    Vector<T> gReal = {}, gImag = {};
    for (int s = 0; s < trialRule.count; ++s) {
      const PointPair<T> value = pointPair<T, masked>(difference(chunk.points[s], x), pair.trialSlopes[p],
                                                      testSlopes[s], pair.normals, pair.leftOut);
      for (int j = 0; j < 3; ++j) {
        for (int plane = 0; plane < slotPlanes; ++plane) {
          rows[j * slotPlanes + plane] += trialRule.weightedHats[s][j] * value.planes[plane];
        }
      }
      gReal += trialRule.weights[s] * value.gReal;
      gImag += trialRule.weights[s] * value.gImag;
    }
    if (chunk.deferred) hatsToPoints<T>(rows);
    const T scale = chunk.deferred ? T(9) : T(1);
    total[0] += (scale * testRule.weights[p]) * gReal;
    total[1] += (scale * testRule.weights[p]) * gImag;
    for (int i = 0; i < 3; ++i) {
      const T weight = scale * test.area * testRule.weightedHats[p][i];
      for (int plane = 0; plane < pairPlanes; ++plane) vertices[i][plane] += weight * rows[plane];
    }
  }
}

template <class T, bool masked>
inline void addPairs(const Chunk<T>& chunk, const TestTriangle<T>& test, const PairConstants<T>& pair,
                     Vector<T>* const* vertices, Vector<T>* total) {
  if (chunk.rule->count != deferredCount) {
    addRulePairs<T, masked>(chunk, test, pair, vertices, total);
  } else if (test.rule->count == 3) {
    addThreePointPairs<T, masked>(chunk, test, pair, vertices, total);
  } else {
    addDeferredPairs<T, masked>(chunk, test, pair, vertices, total);
  }
}

template <class T>
inline void addTestTriangle(const TestTriangle<T>& test, const int* local, const Chunk<T>& chunk,
                            unsigned mask, Vector<T>* buffer) {
  PairConstants<T> pair{};
  pair.testNormal = broadcastPoint(test.normal);
  pair.normals = dot(pair.testNormal, chunk.normal);
  for (int p = 0; p < test.rule->count; ++p) {
    pair.trialSlopes[p] = chunk.height - dot(chunk.normal, pointOf(test, p));
  }
  Vector<T>* vertices[3];
  for (int i = 0; i < 3; ++i) vertices[i] = buffer + static_cast<long>(vertexPlanes) * local[i];
  Vector<T> total[2] = {};
  if (mask != 0) {
    pair.leftOut = laneMask<T>(mask);
    addPairs<T, true>(chunk, test, pair, vertices, total);
  } else {
    pair.leftOut = typename Simd<T>::Bits{};
    addPairs<T, false>(chunk, test, pair, vertices, total);
  }
  for (int i = 0; i < 3; ++i) {
    for (int axis = 0; axis < 3; ++axis) {
      vertices[i][pairPlanes + 2 * axis] += test.curls[3 * i + axis] * total[0];
      vertices[i][pairPlanes + 2 * axis + 1] += test.curls[3 * i + axis] * total[1];
    }
  }
}

// Turns the sums of one vertex into entries, planes [4 · trial hat + {u re, u im, w re, w im}], and clears
// them for the next chunk while they are in the cache.
template <class T>
inline void finishVertex(const RegularTile<T>& tile, long firstLane, Vector<T>* sums, Vector<T>* entries) {
  const bool threePoints = tile.trialRules[firstLane / Simd<T>::lanes]->count == deferredCount;
  const Vector<T> area =
      load(tile.trialAreas + firstLane) * T(inverseFourPi) * (threePoints ? T(1.0 / 9) : 1);
  const Vector<T> pairScale = area * (tile.wavenumber * tile.wavenumber);
  const Vector<T> sixth = threePoints ? pairScale * T(1.0 / 6) : Vector<T>{};
  const Vector<T> own = threePoints ? pairScale * T(0.5) : pairScale;
  for (int plane = 0; plane < slotPlanes; ++plane) {
    const Vector<T> third = (sums[plane] + sums[slotPlanes + plane] + sums[2 * slotPlanes + plane]) * sixth;
    for (int j = 0; j < 3; ++j) {
      entries[j * slotPlanes + plane] = third + own * sums[j * slotPlanes + plane];
    }
  }
  for (long j = 0; j < 3; ++j) {
    Vector<T> real = {}, imag = {};
    for (long axis = 0; axis < 3; ++axis) {
      const Vector<T> curl = load(tile.trialCurls + (3 * j + axis) * tile.trialStride + firstLane);
      real += curl * sums[pairPlanes + 2 * axis];
      imag += curl * sums[pairPlanes + 2 * axis + 1];
    }
    // i turns (re, im) into (−im, re).
    entries[j * slotPlanes] -= area * imag;
    entries[j * slotPlanes + 1] += area * real;
    entries[j * slotPlanes + 2] -= area * imag;
    entries[j * slotPlanes + 3] += area * real;
  }
  for (int plane = 0; plane < vertexPlanes; ++plane) sums[plane] = Vector<T>{};
}

// Adds `lanes` finished vertices to the tile: after a transposition each trial lane holds a run of test
// vertices.
template <class T>
inline void scatterVertices(const RegularTile<T>& tile, long firstLane, int firstVertex, Vector<T>* entries) {
  constexpr int lanes = Simd<T>::lanes;
  T* const planes[slotPlanes] = {tile.forwardReal, tile.forwardImag, tile.backwardReal, tile.backwardImag};
  for (int j = 0; j < 3; ++j) {
    for (int plane = 0; plane < slotPlanes; ++plane) {
      Vector<T> rows[lanes];
      for (int vertex = 0; vertex < lanes; ++vertex) {
        rows[vertex] = entries[pairPlanes * vertex + j * slotPlanes + plane];
      }
      transpose<T>(rows);
      for (int lane = 0; lane < lanes; ++lane) {
        const int column = tile.trialLocal[j * tile.trialStride + firstLane + lane];
        T* const target = planes[plane] + static_cast<long>(column) * tile.testStride + firstVertex;
        store(target, load(target) + rows[lane]);
      }
    }
  }
}

template <class T>
inline const Rule<T>* nearRuleOf(const RegularTile<T>& tile, const Rule<T>* rule) {
  return rule->count == 3 ? tile.nearRule : rule;
}

template <class T>
inline void addChunk(const RegularTile<T>& tile, const TestTriangle<T>* tests, long firstLane,
                     Vector<T>* buffer) {
  constexpr int lanes = Simd<T>::lanes;
  const long index = firstLane / lanes;
  const Chunk<T> chunk = makeChunk(tile, firstLane, tile.trialRules[index]);
  Chunk<T> nearChunk{};
  if (tile.near) nearChunk = makeChunk(tile, firstLane, nearRuleOf(tile, tile.trialRules[index]));
  for (long i = 0; i < tile.testCount; ++i) {
    const unsigned mask = tile.masks ? tile.masks[index * tile.testCount + i] : 0U;
    if (mask == (1U << lanes) - 1) continue;
    const bool isNear = tile.near && tile.near[index * tile.testCount + i] != 0;
    addTestTriangle(tests[isNear ? tile.testCount + i : i], tile.testLocal + 3 * i,
                    isNear ? nearChunk : chunk, mask, buffer);
  }
}

template <class T>
void regularTile(const RegularTile<T>& tile) {
  constexpr int lanes = Simd<T>::lanes;
  auto* const buffer = reinterpret_cast<Vector<T>*>(tile.scratch);
  const long bufferLength = static_cast<long>(tile.testStride) * vertexPlanes;
  // The near ones behind the others.
  auto* const tests = reinterpret_cast<TestTriangle<T>*>(tile.scratch + bufferLength * lanes);
  for (long i = 0; i < tile.testCount; ++i) {
    tests[i] = makeTestTriangle(tile, i, tile.testRules[i]);
    if (tile.near) tests[tile.testCount + i] = makeTestTriangle(tile, i, nearRuleOf(tile, tile.testRules[i]));
  }
  for (long i = 0; i < bufferLength; ++i) buffer[i] = Vector<T>{};
  for (long firstLane = 0; firstLane < tile.trialStride; firstLane += lanes) {
    addChunk(tile, tests, firstLane, buffer);
    for (int firstVertex = 0; firstVertex < tile.testStride; firstVertex += lanes) {
      Vector<T> entries[lanes * pairPlanes];
      for (int v = 0; v < lanes; ++v) {
        finishVertex(tile, firstLane, buffer + vertexPlanes * (firstVertex + v), entries + pairPlanes * v);
      }
      scatterVertices(tile, firstLane, firstVertex, entries);
    }
  }
}

}  // namespace
}  // namespace waveguide::cpu
