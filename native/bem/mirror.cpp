#include "bem/mirror.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <unordered_map>

#include "common/error.h"

namespace waveguide::bem {
namespace {

constexpr double planeTolerance = 1e-6;  // of the body's size
constexpr Index none = std::numeric_limits<Index>::max();
constexpr std::array<const char*, 3> axisNames = {"x", "y", "z"};

double toleranceOf(const Surface& surface) {
  Eigen::AlignedBox3d box;
  for (const Vector3& vertex : surface.vertices) box.extend(vertex);
  return box.isEmpty() ? 0 : planeTolerance * box.diagonal().norm();
}

std::string placeOf(const Vector3& point) {
  std::ostringstream text;
  text << "(" << point[0] << ", " << point[1] << ", " << point[2] << ") m";
  return text.str();
}

Vector3 centroidOf(const Surface& surface, const std::array<Index, 3>& triangle) {
  return (surface.vertices[triangle[0]] + surface.vertices[triangle[1]] + surface.vertices[triangle[2]]) / 3;
}

bool isOdd(Planes bits) { return ((bits ^ bits >> 1U ^ bits >> 2U) & 1U) != 0; }

// Why a triangle keeps a plane from being one of symmetry; empty when it does not.
std::string obstacle(const Surface& surface, const std::array<Index, 3>& triangle, unsigned axis,
                     double tolerance) {
  int before = 0, behind = 0;
  for (const Index vertex : triangle) {
    const double distance = surface.vertices[vertex][axis];
    if (distance > tolerance) ++before;
    if (distance < -tolerance) ++behind;
  }
  if (before > 0 && behind > 0) {
    return "the triangle at " + placeOf(centroidOf(surface, triangle)) + " crosses it";
  }
  if (before == 0 && behind == 0) {
    return "the triangle at " + placeOf(centroidOf(surface, triangle)) + " lies in it";
  }
  return {};
}

// Vertices by place: cells much larger than the tolerance, so that nearly always one cell answers.
class VertexFinder {
 public:
  VertexFinder(const std::vector<Vector3>& vertices, double tolerance)
      : vertices_(vertices), tolerance_(tolerance), cellSize_(1e3 * tolerance) {
    for (std::size_t v = 0; v < vertices.size(); ++v) {
      cells_[keyOf(cellOf(vertices[v], 0))].push_back(static_cast<Index>(v));
    }
  }

  // `none` when there is no vertex within the tolerance.
  [[nodiscard]] Index at(const Vector3& point) const {
    const Cell low = cellOf(point, -tolerance_), high = cellOf(point, tolerance_);
    for (std::int64_t x = low[0]; x <= high[0]; ++x) {
      for (std::int64_t y = low[1]; y <= high[1]; ++y) {
        for (std::int64_t z = low[2]; z <= high[2]; ++z) {
          const Index found = inCell({x, y, z}, point);
          if (found != none) return found;
        }
      }
    }
    return none;
  }

 private:
  using Cell = std::array<std::int64_t, 3>;

  [[nodiscard]] Index inCell(const Cell& cell, const Vector3& point) const {
    const auto place = cells_.find(keyOf(cell));
    if (place == cells_.end()) return none;
    for (const Index v : place->second) {
      if ((vertices_[v] - point).norm() <= tolerance_) return v;
    }
    return none;
  }

  [[nodiscard]] Cell cellOf(const Vector3& point, double shift) const {
    Cell cell{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
      cell[axis] =
          static_cast<std::int64_t>(std::floor((point[static_cast<Eigen::Index>(axis)] + shift) / cellSize_));
    }
    return cell;
  }

  // Two cells of one key only cost a comparison.
  static std::uint64_t keyOf(const Cell& cell) {
    std::uint64_t key = 0;
    for (const std::int64_t index : cell) key = key * 0x9E3779B97F4A7C15U + static_cast<std::uint64_t>(index);
    return key;
  }

  const std::vector<Vector3>& vertices_;
  double tolerance_, cellSize_;
  std::unordered_map<std::uint64_t, std::vector<Index>> cells_;
};

using Corners = std::array<Index, 3>;

Corners sorted(Corners corners) {
  std::sort(corners.begin(), corners.end());
  return corners;
}

struct CornersHash {
  std::size_t operator()(const Corners& corners) const {
    std::size_t key = 0;
    for (const Index corner : corners) key = key * 0x9E3779B97F4A7C15U + corner;
    return key;
  }
};

using TriangleFinder = std::unordered_map<Corners, Index, CornersHash>;

// Partners of vertices and triangles in one plane, or the reason why there are none.
struct Reflection {
  std::vector<Index> vertices, triangles;
  std::string obstacle;
};

// What all planes of one body share.
class Matcher {
 public:
  explicit Matcher(const Surface& body)
      : body_(body), tolerance_(toleranceOf(body)), vertexAt_(body.vertices, tolerance_) {
    for (std::size_t t = 0; t < body.triangles.size(); ++t) {
      triangleAt_.emplace(sorted(body.triangles[t]), static_cast<Index>(t));
    }
  }

  [[nodiscard]] Reflection reflect(unsigned axis) const {
    Reflection reflection;
    for (const Corners& triangle : body_.triangles) {
      reflection.obstacle = obstacle(body_, triangle, axis, tolerance_);
      if (!reflection.obstacle.empty()) return reflection;
    }
    for (const Vector3& vertex : body_.vertices) {
      const bool isOnPlane = std::abs(vertex[axis]) <= tolerance_;
      const auto self = static_cast<Index>(reflection.vertices.size());
      reflection.vertices.push_back(isOnPlane ? self : vertexAt_.at(reflected(vertex, 1U << axis)));
      if (reflection.vertices.back() != none) continue;
      reflection.obstacle = "the vertex at " + placeOf(vertex) + " has no image";
      return reflection;
    }
    for (const auto& [a, b, c] : body_.triangles) {
      const auto image =
          triangleAt_.find(sorted({reflection.vertices[a], reflection.vertices[b], reflection.vertices[c]}));
      if (image == triangleAt_.end()) {
        reflection.obstacle = "the triangle at " + placeOf(centroidOf(body_, {a, b, c})) + " has no image";
        return reflection;
      }
      reflection.triangles.push_back(image->second);
    }
    return reflection;
  }

  [[nodiscard]] double tolerance() const { return tolerance_; }

 private:
  const Surface& body_;
  double tolerance_;
  VertexFinder vertexAt_;
  TriangleFinder triangleAt_;
};

Surface snapped(Surface part, Planes planes, double tolerance) {
  for (Vector3& vertex : part.vertices) {
    for (unsigned axis = 0; axis < 3; ++axis) {
      if ((planes >> axis & 1U) != 0 && std::abs(vertex[axis]) <= tolerance) vertex[axis] = 0;
    }
  }
  return part;
}

void requireInFront(const Surface& part, Planes planes, double tolerance) {
  for (unsigned axis = 0; axis < 3; ++axis) {
    if ((planes >> axis & 1U) == 0) continue;
    for (const auto& triangle : part.triangles) {
      std::string reason = obstacle(part, triangle, axis, tolerance);
      if (reason.empty() && sideOf(centroidOf(part, triangle), 1U << axis, 0) != 0) {
        reason = "the triangle at " + placeOf(centroidOf(part, triangle)) + " lies behind it";
      }
      if (reason.empty()) continue;
      throw Error(ErrorCode::option,
                  std::string("the mesh cannot be mirrored in ") + axisNames[axis] + " = 0: " + reason + ".");
    }
  }
}

std::array<Reflection, 3> reflectionsIn(const Matcher& matcher, Planes planes) {
  std::array<Reflection, 3> reflections;
  for (unsigned axis = 0; axis < 3; ++axis) {
    if ((planes >> axis & 1U) == 0) continue;
    reflections[axis] = matcher.reflect(axis);
    if (reflections[axis].obstacle.empty()) continue;
    throw Error(ErrorCode::option, std::string("the mesh is not symmetric in ") + axisNames[axis] +
                                       " = 0: " + reflections[axis].obstacle + ".");
  }
  return reflections;
}

// Per vertex or triangle of the body: the one of the part that it is an image of.
std::vector<Index> origins(const std::vector<Index>& inPart, const std::vector<Planes>& image,
                           const std::array<Reflection, 3>& reflections,
                           std::vector<Index> Reflection::*partners) {
  std::vector<Index> result;
  for (std::size_t index = 0; index < inPart.size(); ++index) {
    auto place = static_cast<Index>(index);
    for (unsigned axis = 0; axis < 3; ++axis) {
      if ((image[index] >> axis & 1U) != 0) place = (reflections[axis].*partners)[place];
    }
    result.push_back(inPart[place]);
  }
  return result;
}

// The part of `image` in which the vertex moves at all.
Planes movingPart(const Vector3& vertex, Planes image) {
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (vertex[axis] == 0) image &= ~(1U << axis);
  }
  return image;
}

void appendImage(const Surface& part, Planes image, MirroredSurface& result) {
  const std::size_t first = result.wholeVertices.size();
  for (std::size_t v = 0; v < part.vertices.size(); ++v) {
    const Planes moving = movingPart(part.vertices[v], image);
    if (moving == image) {
      result.wholeVertices.push_back(static_cast<Index>(result.whole.vertices.size()));
      result.whole.vertices.push_back(reflected(part.vertices[v], image));
      result.partVertex.push_back(static_cast<Index>(v));
      result.vertexImage.push_back(image);
    } else {
      result.wholeVertices.push_back(
          result.wholeVertices[imageNumber(result, moving) * part.vertices.size() + v]);
    }
  }
  for (const auto& [a, b, c] : part.triangles) {
    const auto vertex = [&](Index v) { return result.wholeVertices[first + v]; };
    const bool turned = isOdd(image);
    result.whole.triangles.push_back({vertex(a), vertex(turned ? c : b), vertex(turned ? b : c)});
  }
  result.images.push_back(image);
}

}  // namespace

Planes sideOf(const Vector3& point, Planes planes, double tolerance) {
  Planes behind = 0;
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (point[axis] < -tolerance) behind |= 1U << axis;
  }
  return behind & planes;
}

std::size_t imageNumber(const MirroredSurface& body, Planes image) {
  return static_cast<std::size_t>(std::find(body.images.begin(), body.images.end(), image) -
                                  body.images.begin());
}

double imageSign(Planes image, Planes parity) { return isOdd(image & parity) ? -1 : 1; }

Vector3 reflected(const Vector3& vector, Planes planes) {
  Vector3 result = vector;
  for (unsigned axis = 0; axis < 3; ++axis) {
    if ((planes >> axis & 1U) != 0) result[axis] = -result[axis];
  }
  return result;
}

std::vector<Index> silentVertices(const MirroredSurface& body, Planes parity) {
  std::vector<Index> silent;
  for (std::size_t v = 0; v < body.partVertexCount; ++v) {
    if (movingPart(body.whole.vertices[v], parity) != parity) silent.push_back(static_cast<Index>(v));
  }
  return silent;
}

MirroredSurface mirror(const Surface& part, Planes planes) {
  const double tolerance = toleranceOf(part);
  requireInFront(part, planes, tolerance);
  const Surface base = snapped(part, planes, tolerance);
  MirroredSurface result;
  result.planes = planes;
  result.partVertexCount = base.vertices.size();
  result.partTriangleCount = base.triangles.size();
  for (Planes image = 0; image <= planes; ++image) {
    if ((image & ~planes) == 0) appendImage(base, image, result);
  }
  return result;
}

CutSurface cutAtPlanes(const Surface& body, Planes planes) {
  const Matcher matcher(body);
  const std::array<Reflection, 3> reflections = reflectionsIn(matcher, planes);
  CutSurface cut;
  std::vector<Index> partVertex(body.vertices.size(), none), partTriangle(body.triangles.size(), none);
  for (std::size_t v = 0; v < body.vertices.size(); ++v) {
    cut.vertexImage.push_back(sideOf(body.vertices[v], planes, matcher.tolerance()));
    if (cut.vertexImage.back() != 0) continue;
    partVertex[v] = static_cast<Index>(cut.part.vertices.size());
    cut.part.vertices.push_back(body.vertices[v]);
  }
  for (std::size_t t = 0; t < body.triangles.size(); ++t) {
    const auto& [a, b, c] = body.triangles[t];
    cut.triangleImage.push_back(sideOf(centroidOf(body, {a, b, c}), planes, 0));
    if (cut.triangleImage.back() != 0) continue;
    partTriangle[t] = static_cast<Index>(cut.part.triangles.size());
    cut.part.triangles.push_back({partVertex[a], partVertex[b], partVertex[c]});
  }
  cut.vertexOf = origins(partVertex, cut.vertexImage, reflections, &Reflection::vertices);
  cut.triangleOf = origins(partTriangle, cut.triangleImage, reflections, &Reflection::triangles);
  return cut;
}

MirrorFindings findMirrorPlanes(const Surface& body) {
  MirrorFindings findings;
  const Matcher matcher(body);
  for (unsigned axis = 0; axis < 3; ++axis) {
    const Reflection reflection = matcher.reflect(axis);
    if (reflection.obstacle.empty()) findings.planes |= 1U << axis;
    findings.reasons[axis] =
        reflection.obstacle.empty() ? "every vertex and triangle has its image" : reflection.obstacle;
  }
  return findings;
}

}  // namespace waveguide::bem
