// The one place where C++ exceptions become JavaScript errors.
#pragma once

#include <napi.h>

#include <exception>

namespace waveguide::addon {

/// A JavaScript Error with `.code`: the name of the ErrorCode, 'CANCELLED' for Cancelled, 'MEMORY_LIMIT' for
/// std::bad_alloc, 'INTERNAL' for everything else. C API only: may run where no C++ exception may leave.
/// Null when the environment can no longer make one.
[[nodiscard]] napi_value makeError(napi_env env, const std::exception_ptr& thrown) noexcept;

/// Runs the body of a JavaScript-callable function; whatever it throws is thrown in JavaScript instead.
template <typename Body>
Napi::Value bridged(const Napi::CallbackInfo& info, Body&& body) {
  try {
    return body();
  } catch (const Napi::Error&) {
    throw;
  } catch (...) {
    napi_value error = makeError(info.Env(), std::current_exception());
    if (error != nullptr) napi_throw(info.Env(), error);
    return {};
  }
}

}  // namespace waveguide::addon
