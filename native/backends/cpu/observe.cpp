#include "backends/cpu/observe.h"

#include <algorithm>

#include "backends/cpu/aligned.h"
#include "bem/field.h"
#include "bem/quadrature.h"
#include "common/threads.h"

namespace waveguide::cpu {
namespace {

constexpr std::size_t rowLength = 10;

int observationRule(double kh) { return kh < 1 ? 3 : kh < 3 ? 6 : 12; }

// Rows of the kernels: position, normal, and both traces times weight and area.
template <class T>
AlignedVector<T> sourceRows(const std::vector<bem::Panel>& panels, double wavenumber, const Traces& traces,
                            const Vector3& origin) {
  AlignedVector<T> rows;
  for (std::size_t t = 0; t < panels.size(); ++t) {
    const bem::Panel& panel = panels[t];
    const bem::TriangleRule& rule = bem::triangleRule(observationRule(wavenumber * panel.longestEdge));
    const Complex q = traces.normalDerivative(static_cast<Eigen::Index>(t));
    for (std::size_t p = 0; p < rule.weights.size(); ++p) {
      Vector3 position = -origin;
      Complex pressure = 0;
      for (std::size_t corner = 0; corner < 3; ++corner) {
        position += rule.points[p][corner] * panel.corners[corner];
        pressure +=
            rule.points[p][corner] * traces.pressure(static_cast<Eigen::Index>(panel.vertices[corner]));
      }
      const double weight = rule.weights[p] * panel.area;
      for (const double value :
           {position.x(), position.y(), position.z(), panel.normal.x(), panel.normal.y(), panel.normal.z(),
            weight * pressure.real(), weight * pressure.imag(), weight * q.real(), weight * q.imag()}) {
        rows.push_back(static_cast<T>(value));
      }
    }
  }
  return rows;
}

Vector3 centreOf(const std::vector<bem::Panel>& panels) {
  Vector3 centre = Vector3::Zero();
  for (const bem::Panel& panel : panels) centre += panel.centroid / static_cast<double>(panels.size());
  return centre;
}

template <class T>
using FieldKernel = void (*)(const FieldChunk<T>& chunk);

template <class T>
ComplexVector evaluate(const AlignedVector<T>& rows, FieldKernel<T> kernel, int laneCount, int threads,
                       double wavenumber, const std::vector<Vector3>& points, const CancelFlag& cancel) {
  const auto lanes = static_cast<std::size_t>(laneCount);
  ComplexVector result(static_cast<Eigen::Index>(points.size()));
  parallelFor((points.size() + lanes - 1) / lanes, threads, [&](std::size_t index, int /*thread*/) {
    cancel.throwIfSet();
    AlignedVector<T> planes(3 * lanes), values(2 * lanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const Vector3& point = points[std::min(index * lanes + lane, points.size() - 1)];
      for (std::size_t axis = 0; axis < 3; ++axis) {
        planes[axis * lanes + lane] = static_cast<T>(point[static_cast<Eigen::Index>(axis)]);
      }
    }
    kernel({static_cast<T>(wavenumber), static_cast<int>(rows.size() / rowLength), rows.data(), planes.data(),
            values.data()});
    for (std::size_t lane = 0; lane < lanes && index * lanes + lane < points.size(); ++lane) {
      result(static_cast<Eigen::Index>(index * lanes + lane)) = Complex(values[lane], values[lanes + lane]);
    }
  });
  return result;
}

// The panels that are near are taken out as the kernel put them in, and put in with care.
void correctNearPanels(const std::vector<bem::Panel>& panels, double wavenumber, const Traces& traces,
                       const Vector3& point, Complex& pressure) {
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const bem::Panel& panel = panels[p];
    if (!bem::needsCare(panel, point)) continue;
    const bem::PanelTraces own = bem::tracesOf(panels, p, traces.pressure, traces.normalDerivative);
    if (bem::isOn(panel, point)) {
      pressure = bem::pressureOn(panel, own, point);
      return;
    }
    const bem::TriangleRule& rule = bem::triangleRule(observationRule(wavenumber * panel.longestEdge));
    pressure += bem::panelPressure(panel, own, wavenumber, point) -
                bem::panelPressureByRule(panel, own, wavenumber, point, rule);
  }
}

}  // namespace

template <class T>
ComplexVector distantField(const std::vector<bem::Panel>& panels, const Kernels<T>& kernels, int threads,
                           double wavenumber, const Traces& traces, const std::vector<Vector3>& points,
                           const CancelFlag& cancel) {
  if (points.empty()) return {};
  const Vector3 origin = centreOf(panels);
  std::vector<Vector3> shifted = points;
  for (Vector3& point : shifted) point -= origin;
  return evaluate<T>(sourceRows<T>(panels, wavenumber, traces, origin), kernels.field, kernels.lanes, threads,
                     wavenumber, shifted, cancel);
}

std::vector<bool> farOut(const std::vector<bem::Panel>& panels, const std::vector<Vector3>& points) {
  const bem::Sphere sphere = bem::boundingSphere(panels);
  double longestEdge = 0;
  for (const bem::Panel& panel : panels) longestEdge = std::max(longestEdge, panel.longestEdge);
  std::vector<bool> result;
  result.reserve(points.size());
  // needsCare measures from circumcircles, which reach beyond the corners by less than an edge.
  for (const Vector3& point : points) {
    result.push_back((point - sphere.centre).norm() > sphere.radius + 3 * longestEdge);
  }
  return result;
}

ComplexVector carefulField(const std::vector<bem::Panel>& panels, const Kernels<double>& kernels, int threads,
                           double wavenumber, const Traces& traces, const std::vector<Vector3>& points,
                           const CancelFlag& cancel) {
  ComplexVector result = distantField<double>(panels, kernels, threads, wavenumber, traces, points, cancel);
  constexpr std::size_t grain = 64;
  parallelFor((points.size() + grain - 1) / grain, threads, [&](std::size_t block, int /*thread*/) {
    cancel.throwIfSet();
    for (std::size_t i = block * grain; i < std::min((block + 1) * grain, points.size()); ++i) {
      correctNearPanels(panels, wavenumber, traces, points[i], result(static_cast<Eigen::Index>(i)));
    }
  });
  return result;
}

template <class T>
ComplexVector farFieldPattern(const std::vector<bem::Panel>& panels, const Kernels<T>& kernels, int threads,
                              double wavenumber, const Traces& traces, const std::vector<Vector3>& directions,
                              const CancelFlag& cancel) {
  const Vector3 origin = centreOf(panels);
  ComplexVector pattern = evaluate<T>(sourceRows<T>(panels, wavenumber, traces, origin), kernels.farField,
                                      kernels.lanes, threads, wavenumber, directions, cancel);
  for (std::size_t i = 0; i < directions.size(); ++i) {
    pattern(static_cast<Eigen::Index>(i)) *= std::polar(1.0, -wavenumber * directions[i].dot(origin));
  }
  return pattern;
}

template ComplexVector distantField(const std::vector<bem::Panel>&, const Kernels<float>&, int, double,
                                    const Traces&, const std::vector<Vector3>&, const CancelFlag&);
template ComplexVector distantField(const std::vector<bem::Panel>&, const Kernels<double>&, int, double,
                                    const Traces&, const std::vector<Vector3>&, const CancelFlag&);
template ComplexVector farFieldPattern(const std::vector<bem::Panel>&, const Kernels<float>&, int, double,
                                       const Traces&, const std::vector<Vector3>&, const CancelFlag&);
template ComplexVector farFieldPattern(const std::vector<bem::Panel>&, const Kernels<double>&, int, double,
                                       const Traces&, const std::vector<Vector3>&, const CancelFlag&);

}  // namespace waveguide::cpu
