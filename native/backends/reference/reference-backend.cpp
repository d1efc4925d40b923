#include "backends/reference/reference-backend.h"

#include <Eigen/LU>

#include "backends/reference/assemble.h"
#include "bem/field.h"
#include "common/error.h"

namespace waveguide {

namespace {

class ReferenceBackend final : public Backend {
 public:
  void prepare(const bem::MirroredSurface& body, const BackendOptions& options,
               const CancelFlag& cancel) override {
    release();
    tolerance_ = options.tolerance;
    body_ = body;
    panels_ = bem::makePanels(body.whole);
    cache_ = bem::makeStaticCache(panels_, body.partTriangleCount, 1, cancel);
  }

  void prepareField(const Surface& surface, const BackendOptions& /*options*/) override {
    release();
    panels_ = bem::makePanels(surface);
  }

  // The reference is for few frequencies.
  [[nodiscard]] std::unique_ptr<Backend> sibling(int /*threads*/) const override { return nullptr; }

  void assemble(double wavenumber, bem::Planes parity, const ComplexVector& normalDerivative,
                const CancelFlag& cancel) override {
    system_ = {};
    system_ = burtonMiller(
        assembleOperators(panels_, body_, cache_, wavenumber, parity, normalDerivative, cancel), wavenumber);
    for (const Index vertex : bem::silentVertices(body_, parity)) {
      system_.matrix.row(vertex).setZero();
      system_.matrix.col(vertex).setZero();
      system_.matrix(vertex, vertex) = 1;
      system_.rightSide[vertex] = 0;
    }
  }

  SolveReport solve(ComplexVector& pressure, const CancelFlag& cancel) override {
    cancel.throwIfSet();
    pressure = system_.matrix.partialPivLu().solve(system_.rightSide);
    const double scale = system_.rightSide.norm();
    const double error = (system_.matrix * pressure - system_.rightSide).norm();
    const double residual = scale > 0 ? error / scale : error;
    if (!(residual <= tolerance_)) {
      throw Error(ErrorCode::notConverged, "reference: LU left a relative residual of " +
                                               std::to_string(residual) +
                                               ". Check the mesh for degenerate triangles.");
    }
    return {"lu", 0, residual};
  }

  void apply(const ComplexVector& vector, ComplexVector& result) const override {
    result = system_.matrix * vector;
  }

  [[nodiscard]] ComplexVector rightSide() const override { return system_.rightSide; }

  [[nodiscard]] ComplexVector field(double wavenumber, const Traces& traces,
                                    const std::vector<Vector3>& points,
                                    const CancelFlag& cancel) const override {
    ComplexVector pressure(points.size());
    for (std::size_t point = 0; point < points.size(); ++point) {
      cancel.throwIfSet();
      pressure[static_cast<Eigen::Index>(point)] =
          bem::pressureAt(panels_, wavenumber, traces.pressure, traces.normalDerivative, points[point]);
    }
    return pressure;
  }

  [[nodiscard]] ComplexVector farField(double wavenumber, const Traces& traces,
                                       const std::vector<Vector3>& directions,
                                       const CancelFlag& cancel) const override {
    ComplexVector pattern(directions.size());
    for (std::size_t direction = 0; direction < directions.size(); ++direction) {
      cancel.throwIfSet();
      Complex sum = 0;
      for (std::size_t panel = 0; panel < panels_.size(); ++panel) {
        sum += bem::panelFarField(panels_[panel], tracesOf(traces, panel), wavenumber, directions[direction]);
      }
      pattern[static_cast<Eigen::Index>(direction)] = sum;
    }
    return pattern;
  }

  [[nodiscard]] double memoryBytes(std::size_t vertexCount, std::size_t triangleCount,
                                   const BackendOptions& /*options*/) const override {
    constexpr double matrices = 5.5;   // four operators, the real mass matrix, the system
    constexpr double closePairs = 26;  // per triangle of a thin-walled horn
    constexpr double pairBytes =
        sizeof(bem::PairIntegrals<double>) + sizeof(bem::PairRelation) + 2 * sizeof(Index);
    const auto n = static_cast<double>(vertexCount);
    return matrices * n * n * sizeof(Complex) +
           static_cast<double>(triangleCount) * (sizeof(bem::Panel) + closePairs * pairBytes);
  }

  void release() override {
    body_ = {};
    panels_ = {};
    cache_ = {};
    system_ = {};
  }

 private:
  [[nodiscard]] bem::PanelTraces tracesOf(const Traces& traces, std::size_t panel) const {
    return bem::tracesOf(panels_, panel, traces.pressure, traces.normalDerivative);
  }

  double tolerance_ = 1e-4;
  bem::MirroredSurface body_;
  std::vector<bem::Panel> panels_;
  bem::StaticCache cache_;
  ReferenceSystem system_;
};

}  // namespace

std::unique_ptr<Backend> makeReferenceBackend() { return std::make_unique<ReferenceBackend>(); }

}  // namespace waveguide
