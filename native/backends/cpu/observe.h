// Field and far field by the SIMD kernels.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "bem/backend.h"

namespace waveguide::cpu {

/// Pressure at points that no panel is nearer to than one edge. The kernels of `T` do the work.
template <class T>
[[nodiscard]] ComplexVector distantField(const std::vector<bem::Panel>& panels, const Kernels<T>& kernels,
                                         int threads, double wavenumber, const Traces& traces,
                                         const std::vector<Vector3>& points, const CancelFlag& cancel);

/// Far-field pattern about the coordinate origin.
template <class T>
[[nodiscard]] ComplexVector farFieldPattern(const std::vector<bem::Panel>& panels, const Kernels<T>& kernels,
                                            int threads, double wavenumber, const Traces& traces,
                                            const std::vector<Vector3>& directions, const CancelFlag& cancel);

/// Which points lie so far out that no panel needs care (bem::needsCare): outside a sphere around all panels.
[[nodiscard]] std::vector<bool> farOut(const std::vector<bem::Panel>& panels,
                                       const std::vector<Vector3>& points);

/// Pressure at points of the air or of the surface: distantField in double precision, with care for the
/// panels that are near (bem::panelPressure).
[[nodiscard]] ComplexVector carefulField(const std::vector<bem::Panel>& panels,
                                         const Kernels<double>& kernels, int threads, double wavenumber,
                                         const Traces& traces, const std::vector<Vector3>& points,
                                         const CancelFlag& cancel);

}  // namespace waveguide::cpu
