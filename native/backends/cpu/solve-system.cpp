#include "backends/cpu/solve-system.h"

#include <Eigen/LU>
#include <algorithm>
#include <sstream>

#include "bem/linear-solver.h"
#include "common/error.h"
#include "common/threads.h"

namespace waveguide::cpu {
namespace {

// Up to this size one LU is cheaper than a dozen products and their preconditioner.
constexpr std::size_t directSize = 256;
// Beyond it a fallback LU would take minutes and twice the memory.
constexpr std::size_t largestDirectSize = 6000;
// Vertices are numbered block by block, so a run of them is a compact patch with both sides of a thin wall.
constexpr std::size_t preconditionerBlock = 128;
constexpr int refinementSteps = 5;
constexpr std::size_t rowGrain = 16;

template <class T>
using Matrix = Eigen::Matrix<std::complex<T>, Eigen::Dynamic, Eigen::Dynamic>;
template <class T>
using MatrixView = Eigen::Map<const Matrix<T>, Eigen::Unaligned, Eigen::OuterStride<>>;
template <class T>
using Vector = Eigen::Matrix<std::complex<T>, Eigen::Dynamic, 1>;

template <class T>
class BlockPreconditioner {
 public:
  BlockPreconditioner(const System<T>& system, int threads) : threads_(threads) {
    const std::size_t count = (system.size + preconditionerBlock - 1) / preconditionerBlock;
    for (std::size_t block = 0; block <= count; ++block) starts_.push_back(block * system.size / count);
    factors_.resize(count);
    parallelFor(count, threads_, [&](std::size_t block, int /*thread*/) {
      const auto size = static_cast<Eigen::Index>(starts_[block + 1] - starts_[block]);
      const auto outer = static_cast<Eigen::Index>(system.size);
      const std::complex<T>* const corner = system.matrix.data() + starts_[block] * (system.size + 1);
      factors_[block].compute(MatrixView<T>(corner, size, size, Eigen::OuterStride<>(outer)));
    });
  }

  void operator()(const ComplexVector& vector, ComplexVector& result) const {
    result.resize(vector.size());
    parallelFor(factors_.size(), threads_, [&](std::size_t block, int /*thread*/) {
      const auto first = static_cast<Eigen::Index>(starts_[block]);
      const auto size = static_cast<Eigen::Index>(starts_[block + 1] - starts_[block]);
      const Vector<T> part = vector.segment(first, size).template cast<std::complex<T>>();
      result.segment(first, size) = factors_[block].solve(part).template cast<Complex>();
    });
  }

 private:
  int threads_;
  std::vector<std::size_t> starts_;
  std::vector<Eigen::PartialPivLU<Matrix<T>>> factors_;
};

// LU in the matrix's precision, refined with products of the same matrix until the residual obeys.
template <class T>
SolveReport solveDirectly(const System<T>& system, const bem::LinearMap& apply, double tolerance,
                          const CancelFlag& cancel, ComplexVector& solution) {
  const auto size = static_cast<Eigen::Index>(system.size);
  const Eigen::PartialPivLU<Matrix<T>> factors(
      MatrixView<T>(system.matrix.data(), size, size, Eigen::OuterStride<>(size)));
  const double norm = system.rightSide.norm();
  ComplexVector residual = system.rightSide, image;
  solution = ComplexVector::Zero(size);
  SolveReport report{"lu", 0, 1};
  while (report.iterations < refinementSteps && report.residual > std::min(tolerance, 1e-6)) {
    cancel.throwIfSet();
    solution += factors.solve(residual.template cast<std::complex<T>>().eval()).template cast<Complex>();
    apply(solution, image);
    residual = system.rightSide - image;
    report.residual = norm == 0 ? 0 : residual.norm() / norm;
    ++report.iterations;
  }
  return report;
}

[[noreturn]] void failToConverge(const SolveReport& report, std::size_t size, double tolerance) {
  std::ostringstream message;
  message << report.method << " stopped at a relative residual of " << report.residual << " after "
          << report.iterations << " steps (wanted " << tolerance << ", " << size
          << " unknowns). Mesh finer, or solve with precision \"double\".";
  throw Error(ErrorCode::notConverged, message.str());
}

}  // namespace

template <class T>
void multiplySystem(const System<T>& system, const Kernels<T>& kernels, int threads,
                    const ComplexVector& vector, ComplexVector& result) {
  const auto size = static_cast<Eigen::Index>(system.size);
  Vector<T> input(size);
  input = vector.template cast<std::complex<T>>();
  Vector<T> output(size);
  // Parts start at multiples of a vector, so that a row is summed the same way for every number of threads.
  const auto count = static_cast<std::size_t>(std::max(threads, 1));
  const auto firstRow = [&](std::size_t part) {
    return part == count ? system.size : part * system.size / count / rowGrain * rowGrain;
  };
  parallelFor(count, threads, [&](std::size_t part, int /*thread*/) {
    MatrixRows<T> rows{};
    rows.matrix = reinterpret_cast<const T*>(system.matrix.data());
    rows.rowCount = rows.columnCount = static_cast<long>(system.size);
    rows.firstRow = static_cast<long>(firstRow(part));
    rows.lastRow = static_cast<long>(firstRow(part + 1));
    rows.vector = reinterpret_cast<const T*>(input.data());
    rows.result = reinterpret_cast<T*>(output.data());
    kernels.multiply(rows);
  });
  result = output.template cast<Complex>();
}

template <class T>
SolveReport solveSystem(const System<T>& system, const Kernels<T>& kernels, int threads, double tolerance,
                        const CancelFlag& cancel, ComplexVector& solution) {
  const bem::LinearMap apply = [&](const ComplexVector& vector, ComplexVector& result) {
    multiplySystem(system, kernels, threads, vector, result);
  };
  SolveReport report;
  if (system.size > directSize) {
    const BlockPreconditioner<T> preconditioner(system, threads);
    bem::GmresOptions options;
    options.tolerance = tolerance;
    const bem::GmresReport gmres =
        bem::gmres(apply, std::cref(preconditioner), system.rightSide, options, cancel, solution);
    report = {"gmres", gmres.iterations, gmres.residual};
    if (gmres.converged) return report;
  }
  if (system.size <= largestDirectSize) report = solveDirectly(system, apply, tolerance, cancel, solution);
  if (!(report.residual <= tolerance)) failToConverge(report, system.size, tolerance);
  return report;
}

template void multiplySystem(const System<float>&, const Kernels<float>&, int, const ComplexVector&,
                             ComplexVector&);
template void multiplySystem(const System<double>&, const Kernels<double>&, int, const ComplexVector&,
                             ComplexVector&);
template SolveReport solveSystem(const System<float>&, const Kernels<float>&, int, double, const CancelFlag&,
                                 ComplexVector&);
template SolveReport solveSystem(const System<double>&, const Kernels<double>&, int, double,
                                 const CancelFlag&, ComplexVector&);

}  // namespace waveguide::cpu
