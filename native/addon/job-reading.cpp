#include "addon/job-reading.h"

#include "addon/buffers.h"
#include "common/error.h"

namespace waveguide::addon {

std::vector<Vector3> readPoints(const Napi::Object& job, const char* name) {
  const std::vector<double> values = readDoubles(job, name, 3);
  std::vector<Vector3> points(values.size() / 3);
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = Vector3(values[3 * i], values[3 * i + 1], values[3 * i + 2]);
  }
  return points;
}

void requireBelow(const std::vector<Index>& indices, std::size_t limit, const char* name) {
  for (const Index index : indices) {
    if (index >= limit) {
      throw Error(ErrorCode::option, std::string(name) + " must be below " + std::to_string(limit) +
                                         ", got " + std::to_string(index));
    }
  }
}

void requireCount(std::size_t count, std::size_t expected, const char* name) {
  if (count != expected) {
    throw Error(ErrorCode::option, std::string(name) + " must have " + std::to_string(expected) +
                                       " entries, got " + std::to_string(count));
  }
}

Surface readSurface(const Napi::Object& job) {
  Surface surface;
  surface.vertices = readPoints(job, "vertices");
  const std::vector<Index> indices = readIndices(job, "triangles", 3);
  requireBelow(indices, surface.vertices.size(), "triangles");
  surface.triangles.resize(indices.size() / 3);
  for (std::size_t i = 0; i < surface.triangles.size(); ++i) {
    surface.triangles[i] = {indices[3 * i], indices[3 * i + 1], indices[3 * i + 2]};
  }
  return surface;
}

BackendOptions readBackendOptions(const Napi::Object& job) {
  BackendOptions options;
  options.doublePrecision = readText(job, "precision") == "double";
  options.threads = static_cast<int>(readCount(job, "threads"));
  return options;
}

bem::Planes readPlanes(const Napi::Object& job, const char* name) {
  bem::Planes planes = 0;
  for (const char axis : readText(job, name)) {
    if (axis < 'x' || axis > 'z') {
      throw Error(ErrorCode::option, std::string(name) + " must be letters x, y, z");
    }
    planes |= 1U << static_cast<unsigned>(axis - 'x');
  }
  return planes;
}

}  // namespace waveguide::addon
