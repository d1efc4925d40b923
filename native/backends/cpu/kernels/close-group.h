// Close pairs, one a lane: the frequency-dependent remainder by quadrature, and what becomes of the
// integrals.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/green.h"

namespace waveguide::cpu {
namespace {

// m²; stands for coinciding points, where the remainder has its limit.
template <class T>
constexpr T smallestSquare = T(1e-14);

// Adds the point pairs of one test point: rows of (g, k, kPrime) × trial hat × (real, imaginary).
template <class T>
inline void addRemainderRow(const CloseGroup<T>& group, const Point<T>& x, const Point<T>& testNormal,
                            const Point<T>& trialNormal, const Wave<T>& wave, Vector<T>* row) {
  constexpr int lanes = Simd<T>::lanes;
  const Vector<T> scale = load(group.areas) * T(inverseFourPi);
  for (int s = 0; s < group.rule->count; ++s) {
    const Point<T> y = lanePoint(group.trialCorners, lanes, group.rule->hats[s]);
    const Point<T> d = {y.x - x.x, y.y - x.y, y.z - x.z};
    const Vector<T> square = dot(d, d);
    const Vector<T> apart = select<T>((typename Simd<T>::Bits)(square < broadcast(smallestSquare<T>)),
                                      broadcast(smallestSquare<T>), square);
    const Green<T> kernel = greenRemainder<T>(apart, scale, wave);
    const Vector<T> trial = dot(d, trialNormal);
    const Vector<T> test = -dot(d, testNormal);
    const Vector<T> values[6] = {kernel.gReal,         kernel.gImag,        kernel.hReal * trial,
                                 kernel.hImag * trial, kernel.hReal * test, kernel.hImag * test};
    for (int j = 0; j < 3; ++j) {
      const T weight = group.rule->weights[s] * group.rule->hats[s][j];
      for (int part = 0; part < 3; ++part) {
        row[6 * part + 2 * j] += weight * values[2 * part];
        row[6 * part + 2 * j + 1] += weight * values[2 * part + 1];
      }
    }
  }
}

// A(S, T) = η curl·curl Σg − ηk² n·n g − k and A(T, S) with k′ for k; η = i/k.
template <class T>
inline void storeEntries(const CloseGroup<T>& group, const Vector<T>* integrals) {
  constexpr int lanes = Simd<T>::lanes;
  Vector<T> total[2] = {};
  for (int entry = 0; entry < 18; ++entry) total[entry % 2] += integrals[entry];
  const Vector<T> sign = broadcast(group.sign);
  const Vector<T> inverse = sign * (1 / group.wavenumber);
  const Vector<T> tension = sign * group.wavenumber * load(group.normals);
  for (long hats = 0; hats < 9; ++hats) {
    const Vector<T> curl = inverse * load(group.curls + hats * lanes);
    const Vector<T> real = tension * integrals[2 * hats + 1] - curl * total[1];
    const Vector<T> imag = curl * total[0] - tension * integrals[2 * hats];
    T* const target = group.entries + 4 * hats * lanes;
    store(target, real - sign * integrals[18 + 2 * hats]);
    store(target + lanes, imag - sign * integrals[18 + 2 * hats + 1]);
    store(target + 2 * lanes, real - sign * integrals[36 + 2 * hats]);
    store(target + 3 * lanes, imag - sign * integrals[36 + 2 * hats + 1]);
  }
}

template <class T>
void closeGroup(const CloseGroup<T>& group) {
  constexpr int lanes = Simd<T>::lanes;
  const Wave<T> wave(group.wavenumber);
  const Point<T> testNormal = lanePlanes(group.testNormals, lanes);
  const Point<T> trialNormal = lanePlanes(group.trialNormals, lanes);
  Vector<T> integrals[54];
  for (long entry = 0; entry < 27; ++entry) {
    integrals[2 * entry] = load(group.statics + entry * lanes);
    integrals[2 * entry + 1] = Vector<T>{};
  }
  for (int p = 0; p < group.rule->count; ++p) {
    Vector<T> row[18] = {};
    addRemainderRow(group, lanePoint(group.testCorners, lanes, group.rule->hats[p]), testNormal, trialNormal,
                    wave, row);
    for (int part = 0; part < 3; ++part) {
      for (int i = 0; i < 3; ++i) {
        const T weight = group.rule->weights[p] * group.rule->hats[p][i];
        for (int j = 0; j < 6; ++j) integrals[18 * part + 6 * i + j] += weight * row[6 * part + j];
      }
    }
  }
  for (int entry = 0; entry < 54; ++entry) store(group.integrals + entry * lanes, integrals[entry]);
  storeEntries(group, integrals);
}

}  // namespace
}  // namespace waveguide::cpu
