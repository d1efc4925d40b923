// The one interface every backend implements. One object serves one surface and one sweep, from one thread at
// a time. Everything here is in the solver's time factor e^{−iωt}; see bem/problem.h for the public side.
#pragma once

#include <memory>
#include <string>

#include "bem/mirror.h"
#include "bem/panels.h"
#include "common/cancel.h"
#include "common/types.h"

namespace waveguide {

struct BackendOptions {
  bool doublePrecision = true;
  int threads = 1;
  double tolerance = 1e-4;  // relative residual at which an iterative solve stops
};

/// The traces on the whole surface, images and all: what the field is computed from.
struct Traces {
  ComplexVector pressure;          // V, P1 nodal, Pa
  ComplexVector normalDerivative;  // T, P0, q = ∂p/∂n, Pa/m
};

struct SolveReport {
  std::string method;  // "gmres" or "lu"
  int iterations = 0;
  double residual = 0;  // relative, of the assembled system
};

class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  /// Frequency-independent data: panels, close pairs, static integrals. Once per body. The unknowns are those
  /// of the part; its images only radiate.
  virtual void prepare(const bem::MirroredSurface& body, const BackendOptions& options,
                       const CancelFlag& cancel) = 0;

  /// What `field` alone needs, in a fraction of prepare's time: the panels. assemble and solve may not
  /// follow.
  virtual void prepareField(const Surface& surface, const BackendOptions& options) = 0;

  /// Another backend for the same body after prepare, with a system of its own, so that two frequencies can
  /// be solved at a time. Null where there is no such thing.
  [[nodiscard]] virtual std::unique_ptr<Backend> sibling(int threads) const = 0;

  /// Burton–Miller system (½M − K + ηW) p = −(V⁰ + η(½M⁰ + K′⁰)) q with η = +i/k, for one wavenumber
  /// and one column of q over the whole surface. p and q are odd in the planes of `parity` and even in the
  /// others; where p must vanish the row says so. Replaces the system of the previous call.
  virtual void assemble(double wavenumber, bem::Planes parity, const ComplexVector& normalDerivative,
                        const CancelFlag& cancel) = 0;

  /// Solves the assembled system. `pressure` gets the V values of the part. Throws Error(notConverged) with
  /// the residual when no method reaches a usable residual.
  virtual SolveReport solve(ComplexVector& pressure, const CancelFlag& cancel) = 0;

  /// result = A · vector with the assembled matrix (values of the part): for residual checks and tests.
  virtual void apply(const ComplexVector& vector, ComplexVector& result) const = 0;

  /// The assembled right side, V values of the part.
  [[nodiscard]] virtual ComplexVector rightSide() const = 0;

  /// Pressure at points in the air (representation formula; closed form for panels nearer than one edge).
  [[nodiscard]] virtual ComplexVector field(double wavenumber, const Traces& traces,
                                            const std::vector<Vector3>& points,
                                            const CancelFlag& cancel) const = 0;

  /// Far-field pattern f(u), p → f e^{ikr}/r about the coordinate origin, for unit directions u.
  [[nodiscard]] virtual ComplexVector farField(double wavenumber, const Traces& traces,
                                               const std::vector<Vector3>& directions,
                                               const CancelFlag& cancel) const = 0;

  /// Bytes that a sweep will hold for a part of this size; callable before prepare.
  [[nodiscard]] virtual double memoryBytes(std::size_t vertexCount, std::size_t triangleCount,
                                           const BackendOptions& options) const = 0;

  /// Frees matrices; prepare may be called again.
  virtual void release() = 0;
};

}  // namespace waveguide
