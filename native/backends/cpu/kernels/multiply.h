// Part of a complex matrix–vector product, column-major and interleaved: a run of columns, which is one
// stream of memory. Bound by memory, so it only has to keep up.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/vector.h"

namespace waveguide::cpu {
namespace {

constexpr int columnsAtOnce = 8;

// result += Σ of `count` columns; a·x = (a·Re x) + (−Im a, Re a)·Im x.
template <class T, int count>
inline void addColumns(const MatrixColumns<T>& part, long firstColumn) {
  constexpr long lanes = Simd<T>::lanes;
  Vector<T> signs;
  for (int lane = 0; lane < lanes; ++lane) signs[lane] = lane % 2 == 0 ? T(-1) : T(1);
  const T* const matrix = part.matrix + 2 * part.rowCount * firstColumn;
  const T* const vector = part.vector + 2 * firstColumn;
  const long last = 2 * part.rowCount;
  long entry = 0;
  for (; entry + lanes <= last; entry += lanes) {
    Vector<T> direct = load(part.result + entry), crossed = {};
    for (long c = 0; c < count; ++c) {
      const Vector<T> value = load(matrix + last * c + entry);
      direct += value * vector[2 * c];
      crossed += value * vector[2 * c + 1];
    }
    store(part.result + entry, direct + signs * swapNeighbours<T>(crossed, Lanes<T>{}));
  }
  for (; entry < last; entry += 2) {
    for (long c = 0; c < count; ++c) {
      const T* value = matrix + last * c + entry;
      const T real = vector[2 * c], imag = vector[2 * c + 1];
      part.result[entry] += value[0] * real - value[1] * imag;
      part.result[entry + 1] += value[1] * real + value[0] * imag;
    }
  }
}

template <class T>
void multiply(const MatrixColumns<T>& part) {
  for (long entry = 0; entry < 2 * part.rowCount; ++entry) part.result[entry] = 0;
  long column = part.firstColumn;
  for (; column + columnsAtOnce <= part.lastColumn; column += columnsAtOnce) {
    addColumns<T, columnsAtOnce>(part, column);
  }
  for (; column < part.lastColumn; ++column) addColumns<T, 1>(part, column);
}

}  // namespace
}  // namespace waveguide::cpu
