// Assembly of the Burton–Miller system by tiles.
#pragma once

#include "backends/cpu/rules.h"
#include "backends/cpu/tile-data.h"
#include "common/cancel.h"

namespace waveguide::cpu {

/// A p = b in the solver's vertex numbering; A column-major.
template <class T>
struct System {
  std::size_t size = 0;
  AlignedVector<std::complex<T>> matrix;
  ComplexVector rightSide;
};

template <class T>
struct AssemblyInput {
  const std::vector<bem::Panel>& panels;  // of the whole surface
  const bem::MirroredSurface& body;
  const SurfaceData<T>& surface;
  const Kernels<T>& kernels;
  Quality quality;
  int threads;
  double wavenumber;
  bem::Planes parity;
  const ComplexVector& normalDerivative;  // per triangle of the whole surface
};

/// Fills `system`; bits do not depend on the number of threads. Throws Cancelled.
template <class T>
void assembleSystem(const AssemblyInput<T>& input, const CancelFlag& cancel, System<T>& system);

/// The part of the right side that regular pairs give, added to `rightSide`.
template <class T>
void addRegularRightSide(const AssemblyInput<T>& input, const CancelFlag& cancel, ComplexVector& rightSide);

}  // namespace waveguide::cpu
