// The one C++ exception that reaches a user. Codes as in src/core/errors.ts; a test compares both lists.
#pragma once

#include <stdexcept>
#include <string>

namespace waveguide {

enum class ErrorCode {
  hornParse,
  hornParameter,
  hornGeometry,
  meshFailed,
  meshOpen,
  meshOrientation,
  meshNoSource,
  meshFormat,
  meshLimit,
  geoForbidden,
  frequency,
  option,
  memoryLimit,
  deviceMissing,
  deviceFailed,
  notConverged,
  addonMissing,
  io,
  timeout,
  internal,
};

/// The code's public spelling, e.g. "MESH_OPEN".
[[nodiscard]] const char* errorCodeName(ErrorCode code);

class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  [[nodiscard]] ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace waveguide
