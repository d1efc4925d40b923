// The regular pairs of one tile: a block of test triangles against a block of trial triangles, a vector of
// trial triangles at a time. Both orders of a pair come from the same kernel values:
//   u = −H d·n_T − ηk² n_S·n_T G    entry A(S, T), test S
//   w = +H d·n_S − ηk² n_S·n_T G    entry A(T, S), test T             with d = y − x, ηk² = ik
// and ∬G alone for the term η curl·curl of W, which both share.
// Sums over test triangles that share a vertex are formed before anything is scattered: the buffer holds, per
// vertex of the test block, 3 slots × 4 planes (u, w) and the vector Σ curl ∬G (6 planes), each one vector of
// trial lanes.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/green.h"

namespace waveguide::cpu {
namespace {

constexpr int slotPlanes = 4;
constexpr int pairPlanes = 3 * slotPlanes;
constexpr int vertexPlanes = pairPlanes + 6;

template <class T>
long regularScratch(int testStride) {
  return static_cast<long>(testStride) * vertexPlanes * Simd<T>::lanes;
}

template <class T>
struct PairConstants {
  Vector<T> scale;    // area_S/4π, 0 in lanes left out
  Vector<T> tension;  // k n_S·n_T
  Point<T> testNormal;
  Point<T> trialNormal;
  typename Simd<T>::Bits leftOut;
};

template <class T>
struct PointPair {
  Vector<T> planes[slotPlanes];
  Vector<T> gReal, gImag;
};

template <class T, bool masked>
inline PointPair<T> pointPair(const Point<T>& x, const Point<T>& y, const PairConstants<T>& pair,
                              const Wave<T>& wave) {
  const Point<T> d = {y.x - x.x, y.y - x.y, y.z - x.z};
  Vector<T> square = dot(d, d);
  if (masked) square = select<T>(pair.leftOut, broadcast(T(1)), square);
  const Green<T> kernel = green<T>(square, pair.scale, wave);
  const Vector<T> trial = dot(d, pair.trialNormal);
  const Vector<T> test = dot(d, pair.testNormal);
  const Vector<T> tensionReal = pair.tension * kernel.gImag;
  const Vector<T> tensionImag = -(pair.tension * kernel.gReal);
  return {{tensionReal - kernel.hReal * trial, tensionImag - kernel.hImag * trial,
           tensionReal + kernel.hReal * test, tensionImag + kernel.hImag * test},
          kernel.gReal,
          kernel.gImag};
}

// The three-point rule has hats 1/6 + 1/2 δ and equal weights: sums first, interpolation after. Its trial
// side waits for the end of the chunk, so the slots are quadrature points here.
template <class T, bool masked>
inline void addThreePointPairs(const Vector<T>* trialPoints, const Point<T>* x, const PairConstants<T>& pair,
                               const Wave<T>& wave, Vector<T>* const* vertices, Vector<T>* total) {
  for (long s = 0; s < 3; ++s) {
    const Point<T> y = {trialPoints[3 * s], trialPoints[3 * s + 1], trialPoints[3 * s + 2]};
    PointPair<T> values[3];
    for (int p = 0; p < 3; ++p) {
      values[p] = pointPair<T, masked>(x[p], y, pair, wave);
      total[0] += values[p].gReal;
      total[1] += values[p].gImag;
    }
    for (int plane = 0; plane < slotPlanes; ++plane) {
      const Vector<T> third =
          (values[0].planes[plane] + values[1].planes[plane] + values[2].planes[plane]) * T(1.0 / 6);
      for (int i = 0; i < 3; ++i) {
        vertices[i][s * slotPlanes + plane] += third + T(0.5) * values[i].planes[plane];
      }
    }
  }
}

template <class T, bool masked>
inline void addRulePairs(const Rule<T>& rule, const Vector<T>* trialPoints, const Point<T>* x,
                         const PairConstants<T>& pair, const Wave<T>& wave, Vector<T>* const* vertices,
                         Vector<T>* total) {
  for (int p = 0; p < rule.count; ++p) {
    Vector<T> rows[pairPlanes] = {};
    Vector<T> gReal = {}, gImag = {};
    for (long s = 0; s < rule.count; ++s) {
      const Point<T> y = {trialPoints[3 * s], trialPoints[3 * s + 1], trialPoints[3 * s + 2]};
      const PointPair<T> value = pointPair<T, masked>(x[p], y, pair, wave);
      for (int j = 0; j < 3; ++j) {
        const T weight = rule.weights[s] * rule.hats[s][j];
        for (int plane = 0; plane < slotPlanes; ++plane) {
          rows[j * slotPlanes + plane] += weight * value.planes[plane];
        }
      }
      gReal += rule.weights[s] * value.gReal;
      gImag += rule.weights[s] * value.gImag;
    }
    total[0] += rule.weights[p] * gReal;
    total[1] += rule.weights[p] * gImag;
    for (int i = 0; i < 3; ++i) {
      const T weight = rule.weights[p] * rule.hats[p][i];
      for (int plane = 0; plane < pairPlanes; ++plane) vertices[i][plane] += weight * rows[plane];
    }
  }
}

template <class T>
struct ChunkView {
  Vector<T> points[3 * maxRulePoints];
  Point<T> normal;
};

template <class T>
inline void addTestTriangle(const RegularTile<T>& tile, long testTriangle, const ChunkView<T>& chunk,
                            unsigned mask, const Wave<T>& wave, Vector<T>* buffer) {
  const Rule<T>& rule = *tile.rule;
  Point<T> x[maxRulePoints];
  for (int p = 0; p < rule.count; ++p) {
    x[p] = trianglePoint(tile.testCorners + 9 * testTriangle, rule.hats[p]);
  }
  PairConstants<T> pair{};
  pair.testNormal = broadcastPoint(tile.testNormals + 3 * testTriangle);
  pair.trialNormal = chunk.normal;
  pair.tension = wave.wavenumber * dot(pair.testNormal, pair.trialNormal);
  pair.scale = broadcast(tile.sign * tile.testAreas[testTriangle] * T(inverseFourPi));
  Vector<T>* vertices[3];
  for (int i = 0; i < 3; ++i) {
    vertices[i] = buffer + static_cast<long>(vertexPlanes) * tile.testLocal[3 * testTriangle + i];
  }
  Vector<T> total[2] = {};
  const bool threePoints = rule.count == 3;
  if (mask != 0) {
    pair.leftOut = laneMask<T>(mask);
    pair.scale = select<T>(pair.leftOut, Vector<T>{}, pair.scale);
    if (threePoints) {
      addThreePointPairs<T, true>(chunk.points, x, pair, wave, vertices, total);
    } else {
      addRulePairs<T, true>(rule, chunk.points, x, pair, wave, vertices, total);
    }
  } else if (threePoints) {
    addThreePointPairs<T, false>(chunk.points, x, pair, wave, vertices, total);
  } else {
    addRulePairs<T, false>(rule, chunk.points, x, pair, wave, vertices, total);
  }
  const T* curls = tile.testCurls + 9 * testTriangle;
  for (int i = 0; i < 3; ++i) {
    for (int axis = 0; axis < 3; ++axis) {
      vertices[i][pairPlanes + 2 * axis] += curls[3 * i + axis] * total[0];
      vertices[i][pairPlanes + 2 * axis + 1] += curls[3 * i + axis] * total[1];
    }
  }
}

// Turns the sums of one vertex into entries: planes [4 · trial hat + {u re, u im, w re, w im}].
template <class T>
inline void finishVertex(const RegularTile<T>& tile, long firstLane, const Vector<T>* sums,
                         Vector<T>* entries) {
  const bool threePoints = tile.rule->count == 3;
  const Vector<T> area = load(tile.trialAreas + firstLane);
  const Vector<T> pairScale = threePoints ? area * T(1.0 / 9) : area;
  const Vector<T> curlScale = pairScale * (1 / tile.wavenumber);
  for (int plane = 0; plane < slotPlanes; ++plane) {
    const Vector<T> third =
        threePoints ? (sums[plane] + sums[slotPlanes + plane] + sums[2 * slotPlanes + plane]) * T(1.0 / 6)
                    : area;
    for (int j = 0; j < 3; ++j) {
      const Vector<T> slot = sums[j * slotPlanes + plane];
      entries[j * slotPlanes + plane] = (threePoints ? third + T(0.5) * slot : slot) * pairScale;
    }
  }
  for (long j = 0; j < 3; ++j) {
    Vector<T> real = {}, imag = {};
    for (long axis = 0; axis < 3; ++axis) {
      const Vector<T> curl = load(tile.trialCurls + (3 * j + axis) * tile.trialStride + firstLane);
      real += curl * sums[pairPlanes + 2 * axis];
      imag += curl * sums[pairPlanes + 2 * axis + 1];
    }
    // η = i/k turns (re, im) into (−im, re)/k.
    entries[j * slotPlanes] -= curlScale * imag;
    entries[j * slotPlanes + 1] += curlScale * real;
    entries[j * slotPlanes + 2] -= curlScale * imag;
    entries[j * slotPlanes + 3] += curlScale * real;
  }
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
void regularTile(const RegularTile<T>& tile) {
  constexpr int lanes = Simd<T>::lanes;
  const Wave<T> wave(tile.wavenumber);
  auto* const buffer = reinterpret_cast<Vector<T>*>(tile.scratch);
  for (long firstLane = 0; firstLane < tile.trialStride; firstLane += lanes) {
    ChunkView<T> chunk{};
    chunk.normal = lanePlanes(tile.trialNormals + firstLane, tile.trialStride);
    for (int s = 0; s < tile.rule->count; ++s) {
      const Point<T> y = lanePoint(tile.trialCorners + firstLane, tile.trialStride, tile.rule->hats[s]);
      chunk.points[3 * s] = y.x;
      chunk.points[3 * s + 1] = y.y;
      chunk.points[3 * s + 2] = y.z;
    }
    for (long i = 0; i < static_cast<long>(tile.testStride) * vertexPlanes; ++i) buffer[i] = Vector<T>{};
    const unsigned short* masks = tile.masks ? tile.masks + (firstLane / lanes) * tile.testCount : nullptr;
    for (long testTriangle = 0; testTriangle < tile.testCount; ++testTriangle) {
      const unsigned mask = masks ? masks[testTriangle] : 0U;
      if (mask == (1U << lanes) - 1) continue;
      addTestTriangle(tile, testTriangle, chunk, mask, wave, buffer);
    }
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
