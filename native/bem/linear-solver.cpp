// A  system      P  preconditioner      Q  orthonormal Krylov basis      H  Hessenberg matrix, rotated to
// triangular g  rotated right side, |g_last| = residual
#include "bem/linear-solver.h"

#include <Eigen/Dense>
#include <cmath>

namespace waveguide::bem {
namespace {

class Arnoldi {
 public:
  Arnoldi(const ComplexVector& rightSide, int maxIterations)
      : h_(ComplexMatrix::Zero(maxIterations + 1, maxIterations)),
        g_(ComplexVector::Zero(maxIterations + 1)),
        cosines_(maxIterations),
        sines_(maxIterations) {
    const double norm = rightSide.norm();
    g_(0) = norm;
    basis_.emplace_back(rightSide / norm);
  }

  [[nodiscard]] const ComplexVector& newest() const { return basis_.back(); }

  /// Takes A·P·newest, orthogonalises it against the basis, a second time if much of it was taken away
  /// (Daniel, Gragg, Kaufman and Stewart, Math. Comp. 30 (1976) 772), and returns the new residual norm.
  double extend(ComplexVector image) {
    const auto step = static_cast<Eigen::Index>(basis_.size()) - 1;
    constexpr double much = 0.7071;
    double before = image.norm(), norm = 0;
    for (int pass = 0; pass < 2 && norm <= much * before; ++pass) {
      if (pass > 0) before = norm;
      for (Eigen::Index row = 0; row <= step; ++row) {
        const ComplexVector& direction = basis_[static_cast<std::size_t>(row)];
        const Complex projection = direction.dot(image);
        h_(row, step) += projection;
        image -= projection * direction;
      }
      norm = image.norm();
    }
    rotate(step, norm);
    basis_.push_back(norm > 0 ? ComplexVector(image / norm) : image);
    return std::abs(g_(step + 1));
  }

  /// Coefficients of the solution in the basis after `steps` steps.
  [[nodiscard]] ComplexVector coefficients(Eigen::Index steps) const {
    return h_.topLeftCorner(steps, steps).triangularView<Eigen::Upper>().solve(g_.head(steps));
  }

  [[nodiscard]] const std::vector<ComplexVector>& basis() const { return basis_; }

 private:
  // Givens rotations keep H triangular.
  void rotate(Eigen::Index step, double norm) {
    for (Eigen::Index row = 0; row < step; ++row) {
      const Complex upper = h_(row, step), lower = h_(row + 1, step);
      h_(row, step) = std::conj(cosines_(row)) * upper + std::conj(sines_(row)) * lower;
      h_(row + 1, step) = -sines_(row) * upper + cosines_(row) * lower;
    }
    const double diagonal = std::hypot(std::abs(h_(step, step)), norm);
    cosines_(step) = h_(step, step) / diagonal;
    sines_(step) = norm / diagonal;
    h_(step, step) = diagonal;
    g_(step + 1) = -sines_(step) * g_(step);
    g_(step) = std::conj(cosines_(step)) * g_(step);
  }

  ComplexMatrix h_;
  ComplexVector g_, cosines_, sines_;
  std::vector<ComplexVector> basis_;
};

bool hasStalled(const std::vector<double>& residuals, const GmresOptions& options) {
  const auto steps = static_cast<std::size_t>(options.stagnationSteps);
  if (!residuals.empty() && !std::isfinite(residuals.back())) return true;
  return residuals.size() > steps &&
         residuals.back() > options.stagnationFactor * residuals[residuals.size() - 1 - steps];
}

}  // namespace

GmresReport gmres(const LinearMap& apply, const LinearMap& precondition, const ComplexVector& rightSide,
                  const GmresOptions& options, const CancelFlag& cancel, ComplexVector& solution) {
  GmresReport report;
  const double norm = rightSide.norm();
  solution = ComplexVector::Zero(rightSide.size());
  if (norm == 0) return {true, 0, 0};

  Arnoldi arnoldi(rightSide, options.maxIterations);
  std::vector<double> residuals;
  ComplexVector direction, image;
  while (report.iterations < options.maxIterations && !report.converged && !hasStalled(residuals, options)) {
    cancel.throwIfSet();
    precondition(arnoldi.newest(), direction);
    apply(direction, image);
    report.residual = arnoldi.extend(std::move(image)) / norm;
    residuals.push_back(report.residual);
    ++report.iterations;
    report.converged = report.residual <= options.tolerance;
  }
  const ComplexVector coefficients = arnoldi.coefficients(report.iterations);
  for (int step = 0; step < report.iterations; ++step) {
    solution += coefficients(step) * arnoldi.basis()[static_cast<std::size_t>(step)];
  }
  ComplexVector combined = solution;
  precondition(combined, solution);
  return report;
}

}  // namespace waveguide::bem
