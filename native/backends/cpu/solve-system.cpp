#include "backends/cpu/solve-system.h"

#include <Eigen/LU>
#include <algorithm>
#include <memory>
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
constexpr std::size_t productParts = 32;

template <class T>
using Matrix = Eigen::Matrix<std::complex<T>, Eigen::Dynamic, Eigen::Dynamic>;
template <class T>
using MatrixView = Eigen::Map<const Matrix<T>, Eigen::Unaligned, Eigen::OuterStride<>>;
template <class T>
using Vector = Eigen::Matrix<std::complex<T>, Eigen::Dynamic, 1>;

// LU of a diagonal block, ready for the kernel.
template <class T>
class BlockFactors {
 public:
  BlockFactors(const System<T>& system, std::size_t first, std::size_t last, int lanes)
      : first_(static_cast<Eigen::Index>(first)),
        size_(static_cast<Eigen::Index>(last - first)),
        stride_(size_ + lanes),
        lower_(static_cast<std::size_t>(size_ * stride_), std::complex<T>(0)),
        upper_(lower_) {
    const std::complex<T>* const corner = system.matrix.data() + first * (system.size + 1);
    const auto outer = static_cast<Eigen::Index>(system.size);
    const Eigen::PartialPivLU<Matrix<T>> factors(
        MatrixView<T>(corner, size_, size_, Eigen::OuterStride<>(outer)));
    const Matrix<T>& both = factors.matrixLU();
    placeOf_ = factors.permutationP().indices();
    for (Eigen::Index column = 0; column < size_; ++column) {
      for (Eigen::Index row = 0; row < size_; ++row) {
        if (row != column) (row > column ? lower_ : upper_)[at(row, column)] = both(row, column);
      }
      inverseDiagonal_.push_back(T(1) / both(column, column));
    }
  }

  void solve(const ComplexVector& vector, const Kernels<T>& kernels, ComplexVector& result) const {
    AlignedVector<std::complex<T>> part(static_cast<std::size_t>(stride_), std::complex<T>(0));
    for (Eigen::Index i = 0; i < size_; ++i) {
      part[static_cast<std::size_t>(placeOf_(i))] = static_cast<std::complex<T>>(vector(first_ + i));
    }
    TriangularFactors<T> factors{};
    factors.size = static_cast<long>(size_);
    factors.stride = static_cast<long>(stride_);
    factors.lower = reinterpret_cast<const T*>(lower_.data());
    factors.upper = reinterpret_cast<const T*>(upper_.data());
    factors.inverseDiagonal = reinterpret_cast<const T*>(inverseDiagonal_.data());
    kernels.substitute(factors, reinterpret_cast<T*>(part.data()));
    for (Eigen::Index i = 0; i < size_; ++i) {
      result(first_ + i) = static_cast<Complex>(part[static_cast<std::size_t>(i)]);
    }
  }

 private:
  [[nodiscard]] std::size_t at(Eigen::Index row, Eigen::Index column) const {
    return static_cast<std::size_t>(column * stride_ + row);
  }

  Eigen::Index first_, size_, stride_;
  AlignedVector<std::complex<T>> lower_, upper_, inverseDiagonal_;
  Eigen::Matrix<int, Eigen::Dynamic, 1> placeOf_;  // per row of the block: its pivot
};

template <class T>
class BlockPreconditioner {
 public:
  BlockPreconditioner(const System<T>& system, const Kernels<T>& kernels, int threads)
      : kernels_(kernels), threads_(threads) {
    const std::size_t count = (system.size + preconditionerBlock - 1) / preconditionerBlock;
    blocks_.resize(count);
    parallelFor(count, threads_, [&](std::size_t block, int /*thread*/) {
      blocks_[block] = std::make_unique<BlockFactors<T>>(system, block * system.size / count,
                                                         (block + 1) * system.size / count, kernels.lanes);
    });
  }

  void operator()(const ComplexVector& vector, ComplexVector& result) const {
    result.resize(vector.size());
    parallelFor(blocks_.size(), threads_,
                [&](std::size_t block, int /*thread*/) { blocks_[block]->solve(vector, kernels_, result); });
  }

 private:
  const Kernels<T>& kernels_;
  int threads_;
  std::vector<std::unique_ptr<BlockFactors<T>>> blocks_;
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
void SystemProduct<T>::operator()(const ComplexVector& vector, ComplexVector& result) {
  const std::size_t size = system_.size;
  input_.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    input_[i] = static_cast<std::complex<T>>(vector(static_cast<Eigen::Index>(i)));
  }
  // Parts do not depend on the number of threads, nor does their sum.
  const std::size_t parts = std::min(productParts, size);
  sums_.resize(parts * size);
  parallelFor(parts, threads_, [&](std::size_t part, int /*thread*/) {
    MatrixColumns<T> columns{};
    columns.matrix = reinterpret_cast<const T*>(system_.matrix.data());
    columns.rowCount = static_cast<long>(size);
    columns.firstColumn = static_cast<long>(part * size / parts);
    columns.lastColumn = static_cast<long>((part + 1) * size / parts);
    columns.vector = reinterpret_cast<const T*>(input_.data());
    columns.result = reinterpret_cast<T*>(sums_.data() + part * size);
    kernels_.multiply(columns);
  });
  for (std::size_t part = 1; part < parts; ++part) {
    for (std::size_t i = 0; i < size; ++i) sums_[i] += sums_[part * size + i];
  }
  result.resize(static_cast<Eigen::Index>(size));
  for (std::size_t i = 0; i < size; ++i) {
    result(static_cast<Eigen::Index>(i)) = static_cast<Complex>(sums_[i]);
  }
}

template <class T>
SolveReport solveSystem(const System<T>& system, const Kernels<T>& kernels, int threads, double tolerance,
                        const CancelFlag& cancel, ComplexVector& solution) {
  SystemProduct<T> product(system, kernels, threads);
  const bem::LinearMap apply = std::ref(product);
  SolveReport report;
  if (system.size > directSize) {
    const BlockPreconditioner<T> preconditioner(system, kernels, threads);
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

template class SystemProduct<float>;
template class SystemProduct<double>;
template SolveReport solveSystem(const System<float>&, const Kernels<float>&, int, double, const CancelFlag&,
                                 ComplexVector&);
template SolveReport solveSystem(const System<double>&, const Kernels<double>&, int, double,
                                 const CancelFlag&, ComplexVector&);

}  // namespace waveguide::cpu
