// Copies between typed arrays and C++ containers. Inputs are always copied: their owner may change or
// transfer them.
#pragma once

#include <napi.h>

#include <string>
#include <vector>

#include "common/types.h"

namespace waveguide::addon {

// Reading. `name` is for the message of the Error(option) that a wrong type, length or a non-finite value
// throws.

[[nodiscard]] Napi::Value member(const Napi::Object& object, const char* name);
[[nodiscard]] Napi::Object readObject(const Napi::Value& value, const std::string& name);
[[nodiscard]] double readNumber(const Napi::Object& object, const char* name);
[[nodiscard]] std::uint32_t readCount(const Napi::Object& object, const char* name);
[[nodiscard]] std::string readText(const Napi::Object& object, const char* name);
[[nodiscard]] Napi::Array readArray(const Napi::Object& object, const char* name);
/// A Float64Array of finite values whose length is a multiple of `group`.
[[nodiscard]] std::vector<double> readDoubles(const Napi::Object& object, const char* name,
                                              std::size_t group = 1);
/// An interleaved Float64Array of finite values.
[[nodiscard]] std::vector<Complex> readComplex(const Napi::Object& object, const char* name);
/// A Uint32Array whose length is a multiple of `group`.
[[nodiscard]] std::vector<Index> readIndices(const Napi::Object& object, const char* name,
                                             std::size_t group = 1);

// Making. C API only, never throwing: these run in the callback of a threadsafe function. Null on failure.

[[nodiscard]] napi_value makeNumber(napi_env env, double value) noexcept;
[[nodiscard]] napi_value makeDoubles(napi_env env, const double* data, std::size_t count) noexcept;
[[nodiscard]] napi_value makeIndices(napi_env env, const Index* data, std::size_t count) noexcept;

/// Builds a plain object; after the first failure the rest is skipped and `value()` is null.
class ObjectBuilder {
 public:
  explicit ObjectBuilder(napi_env env) noexcept;
  ObjectBuilder& number(const char* name, double value) noexcept;
  ObjectBuilder& text(const char* name, const std::string& value) noexcept;
  ObjectBuilder& doubles(const char* name, const double* data, std::size_t count) noexcept;
  /// Interleaved [re, im].
  ObjectBuilder& complex(const char* name, const Complex* data, std::size_t count) noexcept;
  ObjectBuilder& indices(const char* name, const Index* data, std::size_t count) noexcept;
  ObjectBuilder& set(const char* name, napi_value value) noexcept;
  [[nodiscard]] napi_value value() const noexcept { return object_; }

 private:
  napi_env env_;
  napi_value object_ = nullptr;
};

}  // namespace waveguide::addon
