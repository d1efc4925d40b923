#include "addon/error-bridge.h"

#include <new>
#include <string>

#include "common/cancel.h"
#include "common/error.h"

namespace waveguide::addon {
namespace {

struct Described {
  const char* code;
  std::string message;
};

Described describe(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    return {errorCodeName(error.code()), error.what()};
  } catch (const Cancelled&) {
    return {"CANCELLED", "the job was cancelled"};
  } catch (const std::bad_alloc&) {
    return {"MEMORY_LIMIT", "the system has no memory left for this job; use a coarser mesh or symmetry"};
  } catch (const std::exception& error) {
    return {"INTERNAL", error.what()};
  } catch (...) {
    return {"INTERNAL", "an exception of unknown type in native code"};
  }
}

napi_value makeText(napi_env env, const char* text) {
  napi_value value = nullptr;
  napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value);
  return value;
}

}  // namespace

napi_value makeError(napi_env env, const std::exception_ptr& thrown) noexcept {
  try {
    const Described described = describe(thrown);
    napi_value code = makeText(env, described.code);
    napi_value message = makeText(env, described.message.c_str());
    napi_value error = nullptr;
    if (code == nullptr || message == nullptr || napi_create_error(env, code, message, &error) != napi_ok) {
      return nullptr;
    }
    return error;
  } catch (...) {
    return nullptr;
  }
}

}  // namespace waveguide::addon
