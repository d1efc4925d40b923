#include "backends/reference/assemble.h"

#include <algorithm>
#include <cmath>

#include "bem/pair-quadrature.h"

namespace waveguide {

using bem::PairIntegrals;
using bem::PairKind;
using bem::Panel;
using bem::TriangleRule;
using bem::triangleRule;

namespace {

const TriangleRule& remainderRule(PairKind kind, double kh) {
  if (kind == PairKind::vertex) return triangleRule(kh < 2 ? 6 : 12);
  if (kind == PairKind::near) return triangleRule(kh < 1 ? 6 : kh < 2 ? 7 : 12);
  return triangleRule(kh < 1.5 ? 7 : 12);
}

const TriangleRule& regularRule(double gapOverH, double kh) {
  if (kh < 0.5 && gapOverH > 4) return triangleRule(3);
  return triangleRule(kh < 2 ? 6 : kh < 3 ? 7 : 12);
}

double longestEdge(const Panel& test, const Panel& trial) {
  return std::max(test.longestEdge, trial.longestEdge);
}

PairIntegrals<Complex> regularPair(const Panel& test, const Panel& trial, Complex k) {
  const double h = longestEdge(test, trial);
  const TriangleRule& rule = regularRule(centroidGap(test, trial) / h, std::abs(k) * h);
  return bem::integratePair<Complex>(test, trial, rule, [&](double r) { return bem::fullKernel(r, k); });
}

PairIntegrals<Complex> closePair(const Panel& test, const Panel& trial, PairKind kind,
                                 const PairIntegrals<double>& statics, Complex k) {
  const TriangleRule& rule = remainderRule(kind, std::abs(k) * longestEdge(test, trial));
  auto pair =
      bem::integratePair<Complex>(test, trial, rule, [&](double r) { return bem::remainderKernel(r, k); });
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      pair.g[i][j] += statics.g[i][j];
      pair.k[i][j] += statics.k[i][j];
      pair.kPrime[i][j] += statics.kPrime[i][j];
    }
  }
  return pair;
}

// The integrals with test and trial panel exchanged: G is symmetric, K and K′ change places.
PairIntegrals<Complex> exchanged(const PairIntegrals<Complex>& pair) {
  PairIntegrals<Complex> result;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      result.g[i][j] = pair.g[j][i];
      result.k[i][j] = pair.kPrime[j][i];
      result.kPrime[i][j] = pair.k[j][i];
    }
  }
  return result;
}

// The columns of one trial panel: the part's own unknowns, and the sign of the image in them.
struct TrialSide {
  const Panel& panel;
  std::array<Index, 3> columns;
  double sign;
  Complex q;
};

void addPair(ReferenceOperators& operators, const Panel& test, const TrialSide& trial,
             const PairIntegrals<Complex>& pair, Complex k) {
  Complex sum = 0;
  for (const auto& row : pair.g) sum += row[0] + row[1] + row[2];
  const Complex normals = k * k * test.normal.dot(trial.panel.normal);
  for (std::size_t i = 0; i < 3; ++i) {
    const Index row = test.vertices[i];
    for (std::size_t j = 0; j < 3; ++j) {
      const Index column = trial.columns[j];
      operators.singleLayer(row, column) += trial.sign * pair.g[i][j];
      operators.doubleLayer(row, column) += trial.sign * pair.k[i][j];
      operators.adjointDoubleLayer(row, column) += trial.sign * pair.kPrime[i][j];
      operators.hypersingular(row, column) +=
          trial.sign * (test.curl[i].dot(trial.panel.curl[j]) * sum - normals * pair.g[i][j]);
      operators.singleLayerOfDrive[row] += pair.g[i][j] * trial.q;
      operators.adjointOfDrive[row] += pair.kPrime[i][j] * trial.q;
    }
  }
}

// ∫ φ_i φ_j = A/12 (1 + δ_ij) and ∫ φ_i = A/3.
void addMass(ReferenceOperators& operators, const Panel& panel, Complex q) {
  for (std::size_t i = 0; i < 3; ++i) {
    operators.massOfDrive[panel.vertices[i]] += panel.area / 3 * q;
    for (std::size_t j = 0; j < 3; ++j) {
      operators.massMatrix(panel.vertices[i], panel.vertices[j]) += panel.area / 12 * (i == j ? 2 : 1);
    }
  }
}

ReferenceOperators zeroOperators(std::size_t vertexCount) {
  const auto n = static_cast<Eigen::Index>(vertexCount);
  const ComplexMatrix matrix = ComplexMatrix::Zero(n, n);
  const ComplexVector vector = ComplexVector::Zero(n);
  return {matrix, matrix, matrix, matrix, Eigen::MatrixXd::Zero(n, n), vector, vector, vector};
}

}  // namespace

ReferenceOperators assembleOperators(const std::vector<Panel>& panels, const bem::MirroredSurface& body,
                                     const bem::StaticCache& cache, Complex k, bem::Planes parity,
                                     const ComplexVector& normalDerivative, const CancelFlag& cancel) {
  ReferenceOperators operators = zeroOperators(body.partVertexCount);
  const auto trialSide = [&](Index triangle) {
    const Panel& panel = panels[triangle];
    const auto& [a, b, c] = panel.vertices;
    return TrialSide{panel,
                     {body.partVertex[a], body.partVertex[b], body.partVertex[c]},
                     bem::imageSign(body.images[triangle / body.partTriangleCount], parity),
                     normalDerivative[triangle]};
  };
  std::size_t close = 0;  // the cache lists its pairs in the order of this loop
  for (Index first = 0; first < body.partTriangleCount; ++first) {
    cancel.throwIfSet();
    addMass(operators, panels[first], normalDerivative[first]);
    for (Index second = first; second < panels.size(); ++second) {
      const bool isClose = close < cache.pairs.size() && cache.pairs[close] == std::array{first, second};
      const auto pair = isClose ? closePair(panels[first], panels[second], cache.relations[close].kind,
                                            cache.integrals[close], k)
                                : regularPair(panels[first], panels[second], k);
      if (isClose) ++close;
      addPair(operators, panels[first], trialSide(second), pair, k);
      if (first == second || second >= body.partTriangleCount) continue;
      addPair(operators, panels[second], trialSide(first), exchanged(pair), k);
    }
  }
  return operators;
}

ReferenceSystem burtonMiller(const ReferenceOperators& operators, Complex k) {
  const Complex coupling = Complex(0, 1) / k;
  return {
      0.5 * operators.massMatrix - operators.doubleLayer + coupling * operators.hypersingular,
      -(operators.singleLayerOfDrive + coupling * (0.5 * operators.massOfDrive + operators.adjointOfDrive))};
}

}  // namespace waveguide
