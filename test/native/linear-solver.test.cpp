#include "bem/linear-solver.h"

#include <doctest/doctest.h>

#include <Eigen/LU>

using namespace waveguide;
using namespace waveguide::bem;

namespace {

const CancelFlag neverCancelled;

ComplexMatrix wellConditioned(Eigen::Index size) {
  ComplexMatrix matrix(size, size);
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index j = 0; j < size; ++j) {
      matrix(i, j) = Complex(std::sin(double(3 * i + 5 * j)), std::cos(double(i * j))) / double(size);
    }
    matrix(i, i) += Complex(1, 0.5);
  }
  return matrix;
}

const LinearMap identity = [](const ComplexVector& vector, ComplexVector& result) { result = vector; };

}  // namespace

TEST_CASE("GMRES solves a system to the wanted residual, with and without a preconditioner") {
  const ComplexMatrix matrix = wellConditioned(60);
  const ComplexVector exact = ComplexVector::Random(60), rightSide = matrix * exact;
  const LinearMap apply = [&](const ComplexVector& vector, ComplexVector& result) {
    result = matrix * vector;
  };
  const ComplexVector diagonal = matrix.diagonal();
  const LinearMap scale = [&](const ComplexVector& vector, ComplexVector& result) {
    result = vector.cwiseQuotient(diagonal);
  };
  GmresOptions options;
  options.tolerance = 1e-8;
  for (const LinearMap& precondition : {identity, scale}) {
    ComplexVector solution;
    const GmresReport report = gmres(apply, precondition, rightSide, options, neverCancelled, solution);
    CHECK(report.converged);
    CHECK((matrix * solution - rightSide).norm() / rightSide.norm() ==
          doctest::Approx(report.residual).epsilon(0.01));
    CHECK((solution - exact).norm() / exact.norm() < 1e-7);
  }
}

TEST_CASE("GMRES reports a stall instead of going on") {
  // A cyclic shift: the residual does not move before the last step.
  const LinearMap shift = [](const ComplexVector& vector, ComplexVector& result) {
    result.resize(vector.size());
    for (Eigen::Index i = 0; i < vector.size(); ++i) result((i + 1) % vector.size()) = vector(i);
  };
  ComplexVector rightSide = ComplexVector::Zero(50), solution;
  rightSide(0) = 1;
  const GmresReport report = gmres(shift, identity, rightSide, {}, neverCancelled, solution);
  CHECK_FALSE(report.converged);
  CHECK(report.iterations <= 12);
  CHECK(report.residual == doctest::Approx(1));
}

TEST_CASE("GMRES answers a zero right side with zero and stops when cancelled") {
  ComplexVector solution;
  CHECK(gmres(identity, identity, ComplexVector::Zero(5), {}, neverCancelled, solution).converged);
  CHECK(solution.norm() == 0);
  CancelFlag cancel;
  cancel.set();
  CHECK_THROWS_AS(gmres(identity, identity, ComplexVector::Ones(5), {}, cancel, solution), Cancelled);
}
