#include "addon/buffers.h"

#include <cmath>
#include <cstring>

#include "common/error.h"

namespace waveguide::addon {
namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& expected) {
  throw Error(ErrorCode::option, name + " must be " + expected);
}

std::string multipleOf(const char* kind, std::size_t group) {
  return std::string("a ") + kind +
         (group > 1 ? " with a multiple of " + std::to_string(group) + " elements" : "");
}

template <typename Array>
Array readTyped(const Napi::Object& object, const char* name, napi_typedarray_type type, const char* kind,
                std::size_t group) {
  const Napi::Value value = member(object, name);
  if (!value.IsTypedArray()) refuse(name, multipleOf(kind, group));
  const auto array = value.As<Napi::TypedArray>();
  if (array.TypedArrayType() != type || array.ElementLength() % group != 0) {
    refuse(name, multipleOf(kind, group));
  }
  return value.As<Array>();
}

/// A typed array over a new buffer holding a copy of `bytes` bytes.
napi_value makeTyped(napi_env env, napi_typedarray_type type, const void* data, std::size_t count,
                     std::size_t bytes) noexcept {
  void* storage = nullptr;
  napi_value buffer = nullptr;
  napi_value array = nullptr;
  if (napi_create_arraybuffer(env, bytes, &storage, &buffer) != napi_ok) return nullptr;
  if (bytes > 0) std::memcpy(storage, data, bytes);
  if (napi_create_typedarray(env, type, count, buffer, 0, &array) != napi_ok) return nullptr;
  return array;
}

}  // namespace

Napi::Value member(const Napi::Object& object, const char* name) { return object.Get(name); }

Napi::Object readObject(const Napi::Value& value, const std::string& name) {
  if (!value.IsObject()) refuse(name, "an object");
  return value.As<Napi::Object>();
}

double readNumber(const Napi::Object& object, const char* name) {
  const Napi::Value value = member(object, name);
  if (!value.IsNumber() || !std::isfinite(value.As<Napi::Number>().DoubleValue())) {
    refuse(name, "a finite number");
  }
  return value.As<Napi::Number>().DoubleValue();
}

std::uint32_t readCount(const Napi::Object& object, const char* name) {
  const double value = readNumber(object, name);
  if (value < 0 || value > 4294967295.0 || value != std::floor(value)) refuse(name, "a non-negative integer");
  return static_cast<std::uint32_t>(value);
}

std::string readText(const Napi::Object& object, const char* name) {
  const Napi::Value value = member(object, name);
  if (!value.IsString()) refuse(name, "a text");
  return value.As<Napi::String>().Utf8Value();
}

Napi::Array readArray(const Napi::Object& object, const char* name) {
  const Napi::Value value = member(object, name);
  if (!value.IsArray()) refuse(name, "an array");
  return value.As<Napi::Array>();
}

std::vector<double> readDoubles(const Napi::Object& object, const char* name, std::size_t group) {
  const auto array = readTyped<Napi::Float64Array>(object, name, napi_float64_array, "Float64Array", group);
  std::vector<double> values(array.Data(), array.Data() + array.ElementLength());
  for (const double value : values) {
    if (!std::isfinite(value)) refuse(name, "a Float64Array of finite numbers");
  }
  return values;
}

std::vector<Complex> readComplex(const Napi::Object& object, const char* name) {
  const std::vector<double> values = readDoubles(object, name, 2);
  std::vector<Complex> result(values.size() / 2);
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = {values[2 * i], values[2 * i + 1]};
  return result;
}

std::vector<Index> readIndices(const Napi::Object& object, const char* name, std::size_t group) {
  const auto array = readTyped<Napi::Uint32Array>(object, name, napi_uint32_array, "Uint32Array", group);
  return {array.Data(), array.Data() + array.ElementLength()};
}

napi_value makeNumber(napi_env env, double value) noexcept {
  napi_value number = nullptr;
  napi_create_double(env, value, &number);
  return number;
}

napi_value makeDoubles(napi_env env, const double* data, std::size_t count) noexcept {
  return makeTyped(env, napi_float64_array, data, count, count * sizeof(double));
}

napi_value makeIndices(napi_env env, const Index* data, std::size_t count) noexcept {
  return makeTyped(env, napi_uint32_array, data, count, count * sizeof(Index));
}

ObjectBuilder::ObjectBuilder(napi_env env) noexcept : env_(env) { napi_create_object(env, &object_); }

ObjectBuilder& ObjectBuilder::set(const char* name, napi_value value) noexcept {
  if (object_ == nullptr) return *this;
  if (value == nullptr || napi_set_named_property(env_, object_, name, value) != napi_ok) object_ = nullptr;
  return *this;
}

ObjectBuilder& ObjectBuilder::number(const char* name, double value) noexcept {
  return set(name, makeNumber(env_, value));
}

ObjectBuilder& ObjectBuilder::text(const char* name, const std::string& value) noexcept {
  napi_value text = nullptr;
  napi_create_string_utf8(env_, value.data(), value.size(), &text);
  return set(name, text);
}

ObjectBuilder& ObjectBuilder::doubles(const char* name, const double* data, std::size_t count) noexcept {
  return set(name, makeDoubles(env_, data, count));
}

ObjectBuilder& ObjectBuilder::complex(const char* name, const Complex* data, std::size_t count) noexcept {
  // std::complex<double> is laid out as double[2] by the standard.
  return doubles(name, reinterpret_cast<const double*>(data), 2 * count);
}

ObjectBuilder& ObjectBuilder::indices(const char* name, const Index* data, std::size_t count) noexcept {
  return set(name, makeIndices(env_, data, count));
}

}  // namespace waveguide::addon
