// What the SIMD kernels take and give: plain data and function pointers, so that the objects compiled for one
// instruction set contain no inline function of anybody else's (an inline function compiled there could be
// the copy that the linker keeps for the whole program).
//   lanes  values per vector       Q  quadrature points per triangle       corner slowest unless said
//   otherwise
// Time factor e^{−iωt}; η = i/k. Complex values are split into planes of real and imaginary parts inside the
// tiles.
#pragma once

namespace waveguide::cpu {

constexpr int maxRulePoints = 12;

template <class T>
struct Rule {
  int count;
  // std::array has inline functions, which this header may not bring in.
  T hats[maxRulePoints][3];          // NOLINT(modernize-avoid-c-arrays) barycentric coordinates = hat values
  T weights[maxRulePoints];          // NOLINT(modernize-avoid-c-arrays) sum 1
  T weightedHats[maxRulePoints][3];  // NOLINT(modernize-avoid-c-arrays) weight · hat
};

// All pairs (S of the test block, T of the trial block) by the product of their rules, less those in `masks`.
template <class T>
struct RegularTile {
  T wavenumber;
  T sign;                            // of the image that the trial block is
  const Rule<T>* const* testRules;   // per test triangle
  const Rule<T>* const* trialRules;  // per vector of trial triangles
  // Test block, one triangle after the other.
  int testCount;
  const T* testCorners;  // 9 each: corner, xyz
  const T* testNormals;  // 3 each
  const T* testCurls;    // 9 each: hat, xyz
  const T* testAreas;
  const int* testLocal;  // 3 each: index of the corner among the block's vertices
  int testStride;        // vertices of the test block, rounded up to lanes
  // Trial block, structure of arrays of trialStride entries (a multiple of lanes; the rest has area 0).
  int trialStride;
  const T* trialCorners;  // 9 planes
  const T* trialNormals;  // 3 planes
  const T* trialCurls;    // 9 planes
  const T* trialAreas;
  const int* trialLocal;  // 3 planes
  // Where a triangle is nearer than half an edge to one of the chunk, [chunk][test triangle], both sides take
  // this rule in place of three points; null when there are none.
  const unsigned char* near;
  const Rule<T>* nearRule;
  // Bits of lanes to leave out, [chunk][test triangle]; null when there are none.
  const unsigned short* masks;
  T* scratch;  // regularScratch(testStride, testCount) values
  // Entries of A, added to, [trial vertex][test vertex] with row length testStride.
  T* forwardReal;  // A(test vertex, trial vertex)
  T* forwardImag;
  T* backwardReal;  // A(trial vertex, test vertex)
  T* backwardImag;
};

// A group of `lanes` close pairs, one pair a lane: static integrals plus the remainder e^{ikr} − 1.
template <class T>
struct CloseGroup {
  T wavenumber;
  T sign;  // of the image that the trial triangles are
  const Rule<T>* rule;
  const T* testCorners;   // 9 × lanes
  const T* trialCorners;  // 9 × lanes
  const T* testNormals;   // 3 × lanes; zero for coplanar pairs, whose K vanishes
  const T* trialNormals;  // 3 × lanes; the same
  const T* areas;         // lanes: product of both areas
  const T* statics;       // 27 × lanes: g, k, kPrime; test hat, trial hat
  const T* curls;         // 9 × lanes: test curl · trial curl
  const T* normals;       // lanes: n_S·n_T
  T* integrals;           // 54 × lanes: g, k, kPrime; test hat, trial hat; real, imaginary
  T* entries;             // 36 × lanes: test hat, trial hat; A(S, T), A(T, S); real, imaginary
};

// Right side b_i −= ∫ φ_i Σ_T q_T ∫_T (G + η ∂G/∂n_x) for one vector of test triangles against all sources.
template <class T>
struct RightSideChunk {
  T wavenumber;
  const Rule<T>* rule;
  const T* testCorners;  // 9 × lanes
  const T* testNormals;  // 3 × lanes
  const T* testAreas;    // lanes
  int sourceCount;
  const T* sourceCorners;       // 9 each
  const T* sourceData;          // 3 each: area, Re q, Im q
  const unsigned short* masks;  // per source: lanes to leave out
  T* result;                    // 6 × lanes: hat; real, imaginary
};

// Pressure of surface traces at points; one quadrature point of the surface a row of 10:
// x y z, nx ny nz, Re p, Im p, Re q, Im q (the traces times weight and area).
template <class T>
struct FieldChunk {
  T wavenumber;
  int sourceCount;
  const T* sources;
  const T* points;  // 3 × lanes; for the far field unit directions
  T* result;        // 2 × lanes
};

// y = A x over columns [firstColumn, lastColumn) of a column-major complex matrix, interleaved.
template <class T>
struct MatrixColumns {
  const T* matrix;
  long rowCount;
  long firstColumn;
  long lastColumn;
  const T* vector;
  T* result;  // 2 × rowCount
};

// L U of one small complex block, column-major and interleaved, columns `stride` complex values apart with at
// least one vector of zeros behind the last row. L has a unit diagonal; neither holds its diagonal.
template <class T>
struct TriangularFactors {
  long size;
  long stride;
  const T* lower;
  const T* upper;
  const T* inverseDiagonal;  // of U
};

template <class T>
struct Kernels {
  int lanes;
  long (*regularScratch)(int testStride, int testCount);
  void (*regularTile)(const RegularTile<T>& tile);
  void (*closeGroup)(const CloseGroup<T>& group);
  void (*rightSide)(const RightSideChunk<T>& chunk);
  void (*field)(const FieldChunk<T>& chunk);
  void (*farField)(const FieldChunk<T>& chunk);
  void (*multiply)(const MatrixColumns<T>& columns);
  // vector = U⁻¹ L⁻¹ vector; the vector has zeros behind it like the columns.
  void (*substitute)(const TriangularFactors<T>& factors, T* vector);
  // Sums the four Burton–Miller kernel values of `pairs` point pairs in registers: the bare rate.
  T (*bareKernel)(const T* points, int pointCount, T wavenumber);
};

struct KernelTable {
  const char* isa;
  Kernels<float> single;
  Kernels<double> twice;
};

extern const KernelTable baselineKernels;
#ifdef WG_X86_SIMD
extern const KernelTable avx2Kernels;
extern const KernelTable avx512Kernels;
#endif

}  // namespace waveguide::cpu
