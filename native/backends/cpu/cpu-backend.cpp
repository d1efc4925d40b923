#include "backends/cpu/cpu-backend.h"

#include <type_traits>
#include <utility>

#include "backends/cpu/assemble.h"
#include "backends/cpu/dispatch.h"
#include "backends/cpu/observe.h"
#include "backends/cpu/solve-system.h"
#include "bem/problem.h"

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

Quality qualityOf(const BackendOptions& options, std::size_t triangleCount) {
  return options.doublePrecision || triangleCount <= finestTriangles ? Quality::fine : Quality::sweep;
}

// What prepare makes: never changed afterwards, and shared by siblings.
struct Prepared {
  bem::MirroredSurface body;
  std::vector<bem::Panel> panels;  // of the whole surface
  std::unique_ptr<const SurfaceData<float>> single;
  std::unique_ptr<const SurfaceData<double>> twice;

  template <class T>
  [[nodiscard]] const SurfaceData<T>& surface() const {
    if constexpr (std::is_same_v<T, float>) {
      return *single;
    } else {
      return *twice;
    }
  }
};

// What depends on the precision.
template <class T>
class Engine {
 public:
  Engine(std::shared_ptr<const Prepared> prepared, const BackendOptions& options,
         const cpu::KernelTable& kernels)
      : prepared_(std::move(prepared)), options_(options), kernels_(kernelsOfPrecision<T>(kernels)) {}

  void assemble(double wavenumber, bem::Planes parity, const ComplexVector& normalDerivative,
                const CancelFlag& cancel) {
    const Quality quality = qualityOf(options_, prepared_->panels.size());
    cpu::assembleSystem<T>({prepared_->panels, prepared_->body, surface(), kernels_, quality,
                            options_.threads, wavenumber, parity, normalDerivative},
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
    cpu::SystemProduct<T>(system_, kernels_, options_.threads)(toSolver(vector), image);
    result = toSurface(image);
  }

  [[nodiscard]] ComplexVector rightSide() const { return toSurface(system_.rightSide); }

  [[nodiscard]] ComplexVector farField(double wavenumber, const Traces& traces,
                                       const std::vector<Vector3>& directions,
                                       const CancelFlag& cancel) const {
    return cpu::farFieldPattern<T>(prepared_->panels, kernels_, options_.threads, wavenumber, traces,
                                   directions, cancel);
  }

 private:
  [[nodiscard]] const SurfaceData<T>& surface() const { return prepared_->template surface<T>(); }

  [[nodiscard]] ComplexVector toSurface(const ComplexVector& solverOrder) const {
    const std::vector<Index>& solverVertex = surface().layout.solverVertex;
    ComplexVector result(solverOrder.size());
    for (std::size_t v = 0; v < solverVertex.size(); ++v) {
      result(static_cast<Eigen::Index>(v)) = solverOrder(static_cast<Eigen::Index>(solverVertex[v]));
    }
    return result;
  }

  [[nodiscard]] ComplexVector toSolver(const ComplexVector& surfaceOrder) const {
    const std::vector<Index>& solverVertex = surface().layout.solverVertex;
    ComplexVector result(surfaceOrder.size());
    for (std::size_t v = 0; v < solverVertex.size(); ++v) {
      result(static_cast<Eigen::Index>(solverVertex[v])) = surfaceOrder(static_cast<Eigen::Index>(v));
    }
    return result;
  }

  std::shared_ptr<const Prepared> prepared_;
  BackendOptions options_;
  const cpu::Kernels<T>& kernels_;
  System<T> system_;
};

class CpuBackend final : public Backend {
 public:
  explicit CpuBackend(const cpu::KernelTable& kernels) : kernels_(kernels) {}

  void prepare(const bem::MirroredSurface& body, const BackendOptions& options,
               const CancelFlag& cancel) override {
    release();
    auto prepared = std::make_shared<Prepared>();
    prepared->body = body;
    prepared->panels = bem::makePanels(body.whole);
    const bem::StaticCache cache =
        bem::makeStaticCache(prepared->panels, body.partTriangleCount, options.threads, cancel);
    const Quality quality = qualityOf(options, prepared->panels.size());
    if (options.doublePrecision) {
      prepared->twice = std::make_unique<const SurfaceData<double>>(
          cpu::makeSurfaceData<double>(prepared->panels, body, cache, kernels_.twice.lanes, quality));
    } else {
      prepared->single = std::make_unique<const SurfaceData<float>>(
          cpu::makeSurfaceData<float>(prepared->panels, body, cache, kernels_.single.lanes, quality));
    }
    use(std::move(prepared), options);
  }

  void prepareField(const Surface& surface, const BackendOptions& options) override {
    release();
    auto prepared = std::make_shared<Prepared>();
    prepared->panels = bem::makePanels(surface);
    prepared_ = std::move(prepared);
    options_ = options;
  }

  [[nodiscard]] std::unique_ptr<Backend> sibling(int threads) const override {
    auto twin = std::make_unique<CpuBackend>(kernels_);
    BackendOptions options = options_;
    options.threads = threads;
    twin->use(prepared_, options);
    return twin;
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

  // Close to the body large parts cancel: there always in double precision.
  [[nodiscard]] ComplexVector field(double wavenumber, const Traces& traces,
                                    const std::vector<Vector3>& points,
                                    const CancelFlag& cancel) const override {
    if (options_.doublePrecision) return carefulField(wavenumber, traces, points, cancel);
    const std::vector<bool> isFar = cpu::farOut(prepared_->panels, points);
    std::vector<Vector3> far, near;
    for (std::size_t i = 0; i < points.size(); ++i) (isFar[i] ? far : near).push_back(points[i]);
    const ComplexVector ofFar = cpu::distantField<float>(prepared_->panels, kernels_.single, options_.threads,
                                                         wavenumber, traces, far, cancel);
    const ComplexVector ofNear = carefulField(wavenumber, traces, near, cancel);
    ComplexVector result(static_cast<Eigen::Index>(points.size()));
    Eigen::Index nextFar = 0, nextNear = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      result(static_cast<Eigen::Index>(i)) = isFar[i] ? ofFar(nextFar++) : ofNear(nextNear++);
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
    return bem::frequenciesAtOnce(vertexCount, options.threads) * entry * vertices * vertices +
           bytesPerTriangle * static_cast<double>(triangleCount);
  }

  void release() override {
    single_.reset();
    twice_.reset();
    prepared_.reset();
  }

 private:
  void use(std::shared_ptr<const Prepared> prepared, const BackendOptions& options) {
    prepared_ = std::move(prepared);
    options_ = options;
    if (options.doublePrecision) {
      twice_ = std::make_unique<Engine<double>>(prepared_, options, kernels_);
    } else {
      single_ = std::make_unique<Engine<float>>(prepared_, options, kernels_);
    }
  }

  [[nodiscard]] ComplexVector carefulField(double wavenumber, const Traces& traces,
                                           const std::vector<Vector3>& points,
                                           const CancelFlag& cancel) const {
    return cpu::carefulField(prepared_->panels, kernels_.twice, options_.threads, wavenumber, traces, points,
                             cancel);
  }

  const cpu::KernelTable& kernels_;
  BackendOptions options_;
  std::shared_ptr<const Prepared> prepared_;
  std::unique_ptr<Engine<float>> single_;
  std::unique_ptr<Engine<double>> twice_;
};

}  // namespace

std::unique_ptr<Backend> makeCpuBackend() { return makeCpuBackend(cpu::activeKernels()); }

std::unique_ptr<Backend> makeCpuBackend(const cpu::KernelTable& kernels) {
  return std::make_unique<CpuBackend>(kernels);
}

}  // namespace waveguide
