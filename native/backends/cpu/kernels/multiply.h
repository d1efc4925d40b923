// Rows of a complex matrix–vector product, column-major and interleaved; bound by memory, so it only has to
// keep up.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/vector.h"

namespace waveguide::cpu {
namespace {

constexpr int columnsAtOnce = 4;

// result += Σ over `columns` columns; a·x = (a·Re x) + (−Im a, Re a)·Im x.
template <class T>
inline void addColumns(const MatrixRows<T>& rows, long firstColumn, int columns) {
  constexpr int lanes = Simd<T>::lanes;
  Vector<T> signs;
  for (int lane = 0; lane < lanes; ++lane) signs[lane] = lane % 2 == 0 ? T(-1) : T(1);
  const long last = 2 * rows.lastRow;
  long entry = 2 * rows.firstRow;
  for (; entry + lanes <= last; entry += lanes) {
    Vector<T> direct = load(rows.result + entry), crossed = {};
    for (int c = 0; c < columns; ++c) {
      const Vector<T> value = load(rows.matrix + 2 * rows.rowCount * (firstColumn + c) + entry);
      direct += value * rows.vector[2 * (firstColumn + c)];
      crossed += value * rows.vector[2 * (firstColumn + c) + 1];
    }
    store(rows.result + entry, direct + signs * swapNeighbours<T>(crossed, Lanes<T>{}));
  }
  for (; entry < last; entry += 2) {
    for (int c = 0; c < columns; ++c) {
      const T* value = rows.matrix + 2 * rows.rowCount * (firstColumn + c) + entry;
      const T real = rows.vector[2 * (firstColumn + c)], imag = rows.vector[2 * (firstColumn + c) + 1];
      rows.result[entry] += value[0] * real - value[1] * imag;
      rows.result[entry + 1] += value[1] * real + value[0] * imag;
    }
  }
}

template <class T>
void multiply(const MatrixRows<T>& rows) {
  for (long entry = 2 * rows.firstRow; entry < 2 * rows.lastRow; ++entry) rows.result[entry] = 0;
  long column = 0;
  for (; column + columnsAtOnce <= rows.columnCount; column += columnsAtOnce) {
    addColumns(rows, column, columnsAtOnce);
  }
  for (; column < rows.columnCount; ++column) addColumns(rows, column, 1);
}

}  // namespace
}  // namespace waveguide::cpu
