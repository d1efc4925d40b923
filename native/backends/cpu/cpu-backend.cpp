#include "backends/cpu/cpu-backend.h"

#include <algorithm>

#include "backends/cpu/assemble.h"
#include "backends/cpu/dispatch.h"
#include "backends/cpu/observe.h"
#include "backends/cpu/solve-system.h"
#include "bem/field.h"

namespace waveguide {
namespace {

using cpu::AssemblyInput;
using cpu::kernelsOfPrecision;
using cpu::Quality;
using cpu::SurfaceData;
using cpu::System;

constexpr double bytesPerTriangle = 25 * (27 * sizeof(double) + 200);  // close pairs with their packed groups

// Up to this many triangles a frequency costs a tenth of a second even with the rules of one more digit.
constexpr std::size_t finestTriangles = 2000;

// What depends on the precision.
template <class T>
class Engine {
 public:
  Engine(const std::vector<bem::Panel>& panels, const bem::MirroredSurface& body,
         const bem::StaticCache& cache, const BackendOptions& options, const cpu::KernelTable& kernels)
      : panels_(panels),
        body_(body),
        options_(options),
        kernels_(kernelsOfPrecision<T>(kernels)),
        surface_(cpu::makeSurfaceData<T>(panels, body, cache, kernels_.lanes)) {}

  void assemble(double wavenumber, bem::Planes parity, const ComplexVector& normalDerivative,
                const CancelFlag& cancel) {
    const bool isFine = options_.doublePrecision || panels_.size() <= finestTriangles;
    const Quality quality = isFine ? Quality::fine : Quality::sweep;
    cpu::assembleSystem<T>(
        {panels_, body_, surface_, kernels_, quality, options_.threads, wavenumber, parity, normalDerivative},
        cancel, system_);
  }

  SolveReport solve(ComplexVector& pressure, const CancelFlag& cancel) {
    ComplexVector solution;
    SolveReport report =
        cpu::solveSystem(system_, kernels_, options_.threads, options_.tolerance, cancel, solution);
    pressure = toSurface(solution);
    return report;
  }

  void apply(const ComplexVector& vector, ComplexVector& result) const {
    ComplexVector image;
    cpu::multiplySystem(system_, kernels_, options_.threads, toSolver(vector), image);
    result = toSurface(image);
  }

  [[nodiscard]] ComplexVector rightSide() const { return toSurface(system_.rightSide); }

  [[nodiscard]] ComplexVector farField(double wavenumber, const Traces& traces,
                                       const std::vector<Vector3>& directions,
                                       const CancelFlag& cancel) const {
    return cpu::farFieldPattern<T>(panels_, kernels_, options_.threads, wavenumber, traces, directions,
                                   cancel);
  }

 private:
  [[nodiscard]] ComplexVector toSurface(const ComplexVector& solverOrder) const {
    ComplexVector result(solverOrder.size());
    for (Eigen::Index v = 0; v < result.size(); ++v) {
      result(v) =
          solverOrder(static_cast<Eigen::Index>(surface_.layout.solverVertex[static_cast<std::size_t>(v)]));
    }
    return result;
  }

  [[nodiscard]] ComplexVector toSolver(const ComplexVector& surfaceOrder) const {
    ComplexVector result(surfaceOrder.size());
    for (Eigen::Index v = 0; v < result.size(); ++v) {
      result(static_cast<Eigen::Index>(surface_.layout.solverVertex[static_cast<std::size_t>(v)])) =
          surfaceOrder(v);
    }
    return result;
  }

  const std::vector<bem::Panel>& panels_;
  const bem::MirroredSurface& body_;
  BackendOptions options_;
  const cpu::Kernels<T>& kernels_;
  SurfaceData<T> surface_;
  System<T> system_;
};

class CpuBackend final : public Backend {
 public:
  explicit CpuBackend(const cpu::KernelTable& kernels) : kernels_(kernels) {}

  void prepare(const bem::MirroredSurface& body, const BackendOptions& options,
               const CancelFlag& cancel) override {
    release();
    options_ = options;
    body_ = body;
    panels_ = bem::makePanels(body.whole);
    const bem::StaticCache cache =
        bem::makeStaticCache(panels_, body.partTriangleCount, options.threads, cancel);
    if (options.doublePrecision) {
      twice_ = std::make_unique<Engine<double>>(panels_, body_, cache, options, kernels_);
    } else {
      single_ = std::make_unique<Engine<float>>(panels_, body_, cache, options, kernels_);
    }
  }

  void prepareField(const Surface& surface, const BackendOptions& options) override {
    release();
    options_ = options;
    panels_ = bem::makePanels(surface);
  }

  void assemble(double wavenumber, bem::Planes parity, const ComplexVector& normalDerivative,
                const CancelFlag& cancel) override {
    twice_ ? twice_->assemble(wavenumber, parity, normalDerivative, cancel)
           : single_->assemble(wavenumber, parity, normalDerivative, cancel);
  }

  SolveReport solve(ComplexVector& pressure, const CancelFlag& cancel) override {
    return twice_ ? twice_->solve(pressure, cancel) : single_->solve(pressure, cancel);
  }

  void apply(const ComplexVector& vector, ComplexVector& result) const override {
    twice_ ? twice_->apply(vector, result) : single_->apply(vector, result);
  }

  [[nodiscard]] ComplexVector rightSide() const override {
    return twice_ ? twice_->rightSide() : single_->rightSide();
  }

  // Points are few and may be metres away: always in double precision.
  [[nodiscard]] ComplexVector field(double wavenumber, const Traces& traces,
                                    const std::vector<Vector3>& points,
                                    const CancelFlag& cancel) const override {
    if (points.empty()) return {};
    ComplexVector result = cpu::distantField<double>(panels_, kernels_.twice, options_.threads, wavenumber,
                                                     traces, points, cancel);
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!isNearSurface(points[i])) continue;
      cancel.throwIfSet();
      result(static_cast<Eigen::Index>(i)) =
          bem::pressureAt(panels_, wavenumber, traces.pressure, traces.normalDerivative, points[i]);
    }
    return result;
  }

  [[nodiscard]] ComplexVector farField(double wavenumber, const Traces& traces,
                                       const std::vector<Vector3>& directions,
                                       const CancelFlag& cancel) const override {
    if (directions.empty()) return {};
    return twice_ ? twice_->farField(wavenumber, traces, directions, cancel)
                  : single_->farField(wavenumber, traces, directions, cancel);
  }

  [[nodiscard]] double memoryBytes(std::size_t vertexCount, std::size_t triangleCount,
                                   const BackendOptions& options) const override {
    const double entry = options.doublePrecision ? 16 : 8;
    const auto vertices = static_cast<double>(vertexCount);
    return entry * vertices * vertices + bytesPerTriangle * static_cast<double>(triangleCount);
  }

  void release() override {
    single_.reset();
    twice_.reset();
    panels_.clear();
    body_ = {};
  }

 private:
  [[nodiscard]] bool isNearSurface(const Vector3& point) const {
    return std::any_of(panels_.begin(), panels_.end(),
                       [&](const bem::Panel& panel) { return bem::isNear(panel, point); });
  }

  const cpu::KernelTable& kernels_;
  BackendOptions options_;
  bem::MirroredSurface body_;
  std::vector<bem::Panel> panels_;
  std::unique_ptr<Engine<float>> single_;
  std::unique_ptr<Engine<double>> twice_;
};

}  // namespace

std::unique_ptr<Backend> makeCpuBackend() { return makeCpuBackend(cpu::activeKernels()); }

std::unique_ptr<Backend> makeCpuBackend(const cpu::KernelTable& kernels) {
  return std::make_unique<CpuBackend>(kernels);
}

}  // namespace waveguide
