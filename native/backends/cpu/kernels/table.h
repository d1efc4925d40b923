// The table of this instruction set's kernels; included once by each simd-*.cpp.
#pragma once

#include "backends/cpu/kernels/bare-kernel.h"
#include "backends/cpu/kernels/close-group.h"
#include "backends/cpu/kernels/field.h"
#include "backends/cpu/kernels/multiply.h"
#include "backends/cpu/kernels/regular-tile.h"
#include "backends/cpu/kernels/right-side.h"
#include "backends/cpu/kernels/substitute.h"

namespace waveguide::cpu {
namespace {

template <class T>
constexpr Kernels<T> kernelsOf() {
  return {Simd<T>::lanes, regularScratch<T>, regularTile<T>, closeGroup<T>, rightSide<T>,
          field<T>,       farField<T>,       multiply<T>,    substitute<T>, bareKernel<T>};
}

}  // namespace
}  // namespace waveguide::cpu
