// Vectors of the instruction set this file is compiled for, by the compiler's vector extension: +, −, ·,
// comparisons and shuffles are its own; only the reciprocal square root estimate is spelt per machine. No
// header with code may be included here (see kernel-table.h).
#pragma once

#if defined(__AVX512F__) || defined(__AVX2__) || defined(__SSE2__)
#include <immintrin.h>
#endif

namespace waveguide::cpu {
namespace {

#if defined(__AVX512F__)
constexpr int vectorBytes = 64;
#elif defined(__AVX2__)
constexpr int vectorBytes = 32;
#else
constexpr int vectorBytes = 16;
#endif

using FloatVector = float __attribute__((vector_size(vectorBytes)));
using DoubleVector = double __attribute__((vector_size(vectorBytes)));
using FloatBits = int __attribute__((vector_size(vectorBytes)));
using DoubleBits = long long __attribute__((vector_size(vectorBytes)));

template <class T>
struct Simd;

template <>
struct Simd<float> {
  using Vector = FloatVector;
  using Bits = FloatBits;
  static constexpr int lanes = vectorBytes / 4;
  static constexpr float roundingMagic =
      12582912.0F;  // 1.5·2^23: adding it leaves the nearest integer in the low bits
  static constexpr int signShift = 31;
  static constexpr float pi = 3.14159274101257324F;
};

template <>
struct Simd<double> {
  using Vector = DoubleVector;
  using Bits = DoubleBits;
  static constexpr int lanes = vectorBytes / 8;
  static constexpr double roundingMagic = 6755399441055744.0;  // 1.5·2^52
  static constexpr int signShift = 63;
  static constexpr double pi = 3.141592653589793116;
};

template <class T>
using Vector = typename Simd<T>::Vector;

template <class T>
inline Vector<T> broadcast(T value) {
  return value - Vector<T>{};
}

template <class T>
inline Vector<T> load(const T* from) {
  Vector<T> value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

template <class T>
inline void store(T* to, Vector<T> value) {
  __builtin_memcpy(to, &value, sizeof value);
}

// One step: the error e of the estimate becomes 3/2·e² (Newton), enough for the estimates of AVX-512 (2^−14),
// or 5/2·e³ (Halley) for those of the other sets (2^−11.4).
template <class V, class T>
inline V refineReciprocalRoot(V square, V estimate, T half) {
  const V error = 1 - (square * estimate) * estimate;
#if defined(__AVX512F__)
  return estimate + (half * estimate) * error;
#else
  return estimate + (estimate * error) * (half + T(0.375) * error);
#endif
}

inline FloatVector reciprocalRoot(FloatVector square) {
#if defined(__AVX512F__)
  const FloatVector estimate = _mm512_maskz_rsqrt14_ps(0xFFFF, square);
#elif defined(__AVX2__)
  const FloatVector estimate = _mm256_rsqrt_ps(square);
#elif defined(__SSE2__)
  const FloatVector estimate = _mm_rsqrt_ps(square);
#else
  FloatVector estimate;
  for (int lane = 0; lane < Simd<float>::lanes; ++lane) estimate[lane] = 1 / __builtin_sqrtf(square[lane]);
#endif
  return refineReciprocalRoot(square, estimate, 0.5F);
}

inline DoubleVector reciprocalRoot(DoubleVector square) {
#if defined(__AVX512F__)
  const DoubleVector estimate = _mm512_maskz_rsqrt14_pd(0xFF, square);
#elif defined(__AVX2__)
  const DoubleVector estimate = _mm256_cvtps_pd(_mm_rsqrt_ps(_mm256_cvtpd_ps(square)));
#elif defined(__SSE2__)
  const DoubleVector estimate = _mm_cvtps_pd(_mm_rsqrt_ps(_mm_cvtpd_ps(square)));
#else
  DoubleVector estimate;
  for (int lane = 0; lane < Simd<double>::lanes; ++lane) estimate[lane] = 1 / __builtin_sqrt(square[lane]);
#endif
  return refineReciprocalRoot(square, refineReciprocalRoot(square, estimate, 0.5), 0.5);
}

template <class T>
struct SineCosine {
  Vector<T> sine;
  Vector<T> cosine;
};

// Coefficients of (sin a / a − 1)/a² and (cos a − 1)/a² in a², interpolated at the Chebyshev nodes of |a| ≤
// π/2 with 50 digits, the float cosine with the least largest error; errors of sine and cosine 1.5e-8 and
// 5e-8 (float), 8e-19 and 1.5e-17 (double).
constexpr float sineFloat[] = {-1.66666659635422296e-1F, 8.33324210801852848e-3F, -1.98227358350196729e-4F,
                               2.63474455579127552e-6F};
constexpr float cosineFloat[] = {-4.99999322915210933e-1F, 4.16639894219556458e-2F, -1.3855926973134801e-3F,
                                 2.31943822814373325e-5F};
constexpr double sineDouble[] = {-1.66666666666666666e-1,  8.33333333333331586e-3,  -1.98412698412549649e-4,
                                 2.75573192191608326e-6,   -2.50521076166904498e-8, 1.60589772926427429e-10,
                                 -7.64396966398807435e-13, 2.73143687693798919e-15};
constexpr double cosineDouble[] = {-4.99999999999999994e-1,  4.16666666666663354e-2,  -1.38888888888606929e-3,
                                   2.48015872924416638e-5,   -2.75573177667413191e-7, 2.08766308298722004e-9,
                                   -1.14646886869010124e-11, 4.62766103800516949e-14};

template <class T, int count>
inline Vector<T> horner(const T (&coefficients)[count], Vector<T> z) {
  Vector<T> sum = broadcast(coefficients[count - 1]);
  for (int i = count - 2; i >= 0; --i) sum = sum * z + coefficients[i];
  return sum;
}

// sin and cos for |angle| ≤ π/2.
inline SineCosine<float> sineCosineOfQuarter(FloatVector angle) {
  const FloatVector z = angle * angle;
  return {angle + (angle * z) * horner(sineFloat, z), 1 + z * horner(cosineFloat, z)};
}

inline SineCosine<double> sineCosineOfQuarter(DoubleVector angle) {
  const DoubleVector z = angle * angle;
  return {angle + (angle * z) * horner(sineDouble, z), 1 + z * horner(cosineDouble, z)};
}

// Odd half turns flip both; the number of half turns is in the low bits of `shifted`.
template <class T>
inline SineCosine<T> flipped(const SineCosine<T>& value, Vector<T> shifted) {
  using Bits = typename Simd<T>::Bits;
  const Bits sign = (Bits)shifted << Simd<T>::signShift;
  return {(Vector<T>)((Bits)value.sine ^ sign), (Vector<T>)((Bits)value.cosine ^ sign)};
}

// sin and cos of an angle of up to some thousand turns. Rounding π moves the result by half as much as
// rounding the angle did.
template <class T>
inline SineCosine<T> sineCosine(Vector<T> angle) {
  const Vector<T> shifted = angle * T(0.318309886183790671538) + Simd<T>::roundingMagic;
  const Vector<T> halfTurns = shifted - Simd<T>::roundingMagic;
  return flipped<T>(sineCosineOfQuarter(angle - halfTurns * Simd<T>::pi), shifted);
}

// sin and cos of 2π·factor·value. The phase is reduced in half turns by one fused step, before anything is
// rounded.
template <class T>
inline SineCosine<T> sineCosineTurns(Vector<T> value, Vector<T> factor) {
  const Vector<T> shifted = value * (factor + factor) + Simd<T>::roundingMagic;
  const Vector<T> halfTurns = shifted - Simd<T>::roundingMagic;
  const Vector<T> turns = value * factor - T(0.5) * halfTurns;
  return flipped<T>(sineCosineOfQuarter(turns * T(6.28318530717958647693)), shifted);
}

// Vector whose lanes are −1 (all bits) where the bit of `mask` is set.
template <class T>
inline typename Simd<T>::Bits laneMask(unsigned mask) {
  typename Simd<T>::Bits bits;
  for (int lane = 0; lane < Simd<T>::lanes; ++lane) bits[lane] = (mask >> lane & 1U) != 0 ? -1 : 0;
  return bits;
}

template <class T>
inline Vector<T> select(typename Simd<T>::Bits mask, Vector<T> yes, Vector<T> no) {
  using Bits = typename Simd<T>::Bits;
  return (Vector<T>)((mask & (Bits)yes) | (~mask & (Bits)no));
}

// Lanes of `first` (0 … lanes − 1) and `second` (lanes …) in the order of `index`.
template <class T, int... index>
inline Vector<T> shuffle(Vector<T> first, Vector<T> second) {
#if defined(__clang__)
  return __builtin_shufflevector(first, second, index...);
#else
  return __builtin_shuffle(first, second, typename Simd<T>::Bits{index...});
#endif
}

template <int... index>
struct Indices {};

template <int count, int... index>
struct CountTo : CountTo<count - 1, count - 1, index...> {};

template <int... index>
struct CountTo<0, index...> {
  using Type = Indices<index...>;
};

template <class T>
using Lanes = typename CountTo<Simd<T>::lanes>::Type;

// One round of a transposition: exchanges the off-diagonal blocks of `step` lanes between rows `step` apart.
template <class T, int step, int... lane>
inline void exchangeBlocks(Vector<T>* rows, Indices<lane...> order) {
  constexpr int lanes = Simd<T>::lanes;
  for (int row = 0; row < lanes; ++row) {
    if ((row & step) != 0) continue;
    const Vector<T> first = rows[row], second = rows[row + step];
    rows[row] = shuffle<T, ((lane & step) != 0 ? lanes + lane - step : lane)...>(first, second);
    rows[row + step] = shuffle<T, ((lane & step) != 0 ? lanes + lane : lane + step)...>(first, second);
  }
  if constexpr (2 * step < lanes) exchangeBlocks<T, 2 * step>(rows, order);
}

// Swaps neighbouring lanes: (re, im) of each complex value.
template <class T, int... lane>
inline Vector<T> swapNeighbours(Vector<T> value, Indices<lane...> /*order*/) {
  return shuffle<T, (lane ^ 1)...>(value, value);
}

// Transposes lanes × lanes values in place.
template <class T>
inline void transpose(Vector<T>* rows) {
  exchangeBlocks<T, 1>(rows, Lanes<T>{});
}

}  // namespace
}  // namespace waveguide::cpu
