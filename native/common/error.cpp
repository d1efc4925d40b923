#include "common/error.h"

namespace waveguide {

const char* errorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::hornParse:
      return "HORN_PARSE";
    case ErrorCode::hornParameter:
      return "HORN_PARAMETER";
    case ErrorCode::hornGeometry:
      return "HORN_GEOMETRY";
    case ErrorCode::meshFailed:
      return "MESH_FAILED";
    case ErrorCode::meshOpen:
      return "MESH_OPEN";
    case ErrorCode::meshOrientation:
      return "MESH_ORIENTATION";
    case ErrorCode::meshNoSource:
      return "MESH_NO_SOURCE";
    case ErrorCode::meshFormat:
      return "MESH_FORMAT";
    case ErrorCode::meshLimit:
      return "MESH_LIMIT";
    case ErrorCode::geoForbidden:
      return "GEO_FORBIDDEN";
    case ErrorCode::frequency:
      return "FREQUENCY";
    case ErrorCode::option:
      return "OPTION";
    case ErrorCode::memoryLimit:
      return "MEMORY_LIMIT";
    case ErrorCode::deviceMissing:
      return "DEVICE_MISSING";
    case ErrorCode::deviceFailed:
      return "DEVICE_FAILED";
    case ErrorCode::notConverged:
      return "NOT_CONVERGED";
    case ErrorCode::addonMissing:
      return "ADDON_MISSING";
    case ErrorCode::io:
      return "IO";
    case ErrorCode::timeout:
      return "TIMEOUT";
    case ErrorCode::internal:
      return "INTERNAL";
  }
  return "INTERNAL";
}

}  // namespace waveguide
