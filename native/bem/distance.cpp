#include "bem/distance.h"

#include <algorithm>
#include <limits>

namespace waveguide::bem {

namespace {

struct Segment {
  Vector3 start, direction;
};

Segment edgeOf(const Panel& panel, std::size_t edge) {
  return {panel.corners[edge], panel.corners[(edge + 1) % 3] - panel.corners[edge]};
}

Vector3 closestPoint(const Segment& segment, const Vector3& point) {
  const double along = segment.direction.dot(point - segment.start) / segment.direction.squaredNorm();
  return segment.start + std::clamp(along, 0.0, 1.0) * segment.direction;
}

double pointToPanel(const Panel& panel, const Vector3& point) {
  return (closestPoint(panel, point) - point).norm();
}

// The smallest distance of two segments that is taken inside both; ends are covered by the corners.
double innerDistance(const Segment& first, const Segment& second) {
  const Vector3 offset = first.start - second.start;
  const double a = first.direction.squaredNorm();
  const double b = first.direction.dot(second.direction);
  const double c = second.direction.squaredNorm();
  const double d = first.direction.dot(offset);
  const double e = second.direction.dot(offset);
  const double determinant = a * c - b * b;
  const double s = (b * e - c * d) / determinant;
  const double t = (a * e - b * d) / determinant;
  if (!(s > 0 && s < 1 && t > 0 && t < 1)) return std::numeric_limits<double>::infinity();
  return (offset + s * first.direction - t * second.direction).norm();
}

}  // namespace

Vector3 closestPoint(const Panel& panel, const Vector3& point) {
  Vector3 foot = point - (point - panel.corners[0]).dot(panel.normal) * panel.normal;
  bool isInside = true;
  for (std::size_t i = 0; i < 3; ++i) isInside &= 1 + panel.gradient[i].dot(foot - panel.corners[i]) >= 0;
  if (isInside) return foot;
  Vector3 best = closestPoint(edgeOf(panel, 0), point);
  for (std::size_t edge = 1; edge < 3; ++edge) {
    const Vector3 candidate = closestPoint(edgeOf(panel, edge), point);
    if ((candidate - point).squaredNorm() < (best - point).squaredNorm()) best = candidate;
  }
  return best;
}

double panelDistance(const Panel& first, const Panel& second) {
  double distance = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < 3; ++i) {
    distance = std::min(distance, pointToPanel(second, first.corners[i]));
    distance = std::min(distance, pointToPanel(first, second.corners[i]));
    for (std::size_t j = 0; j < 3; ++j) {
      distance = std::min(distance, innerDistance(edgeOf(first, i), edgeOf(second, j)));
    }
  }
  return distance;
}

}  // namespace waveguide::bem
