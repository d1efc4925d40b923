// The number types every room shares.
#pragma once

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <array>
#include <complex>
#include <cstdint>
#include <vector>

namespace waveguide {

using Complex = std::complex<double>;
using Vector3 = Eigen::Vector3d;
using ComplexVector = Eigen::VectorXcd;
using ComplexMatrix = Eigen::MatrixXcd;
using SparseMatrix = Eigen::SparseMatrix<Complex, Eigen::RowMajor>;
using Index = std::uint32_t;

constexpr double pi = 3.14159265358979323846;

/// Closed triangle surface; right-hand normals point into the air. Lengths in m.
struct Surface {
  std::vector<Vector3> vertices;
  std::vector<std::array<Index, 3>> triangles;
};

}  // namespace waveguide
