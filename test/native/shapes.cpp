#include "shapes.h"

#include <Eigen/Geometry>
#include <cmath>
#include <map>
#include <utility>

namespace waveguide::shapes {

namespace {

Surface icosahedron() {
  const double golden = (1 + std::sqrt(5.0)) / 2;
  const std::vector<Vector3> corners = {{-1, golden, 0}, {1, golden, 0}, {-1, -golden, 0}, {1, -golden, 0},
                                        {0, -1, golden}, {0, 1, golden}, {0, -1, -golden}, {0, 1, -golden},
                                        {golden, 0, -1}, {golden, 0, 1}, {-golden, 0, -1}, {-golden, 0, 1}};
  Surface surface;
  for (const Vector3& corner : corners) surface.vertices.push_back(corner.normalized());
  surface.triangles = {{0, 11, 5},  {0, 5, 1},  {0, 1, 7},  {0, 7, 10}, {0, 10, 11}, {1, 5, 9}, {5, 11, 4},
                       {11, 10, 2}, {10, 7, 6}, {7, 1, 8},  {3, 9, 4},  {3, 4, 2},   {3, 2, 6}, {3, 6, 8},
                       {3, 8, 9},   {4, 9, 5},  {2, 4, 11}, {6, 2, 10}, {8, 6, 7},   {9, 8, 1}};
  return surface;
}

Surface subdivide(const Surface& coarse) {
  Surface fine;
  fine.vertices = coarse.vertices;
  std::map<std::pair<Index, Index>, Index> midpoints;
  const auto midpoint = [&](Index a, Index b) {
    const auto [entry, isNew] =
        midpoints.try_emplace(std::minmax(a, b), static_cast<Index>(fine.vertices.size()));
    if (isNew) fine.vertices.push_back((fine.vertices[a] + fine.vertices[b]).normalized());
    return entry->second;
  };
  for (const auto& [a, b, c] : coarse.triangles) {
    const Index ab = midpoint(a, b);
    const Index bc = midpoint(b, c);
    const Index ca = midpoint(c, a);
    for (const auto& part : {std::array{a, ab, ca}, {b, bc, ab}, {c, ca, bc}, {ab, bc, ca}}) {
      fine.triangles.push_back(part);
    }
  }
  return fine;
}

class Profile {
 public:
  void line(std::array<double, 2> from, std::array<double, 2> to, double edgeLength) {
    const double length = std::hypot(to[0] - from[0], to[1] - from[1]);
    const int parts = std::max(1, static_cast<int>(std::ceil(length / edgeLength)));
    for (int i = 0; i < parts; ++i) {
      const double s = static_cast<double>(i) / parts;
      points.push_back({from[0] + s * (to[0] - from[0]), from[1] + s * (to[1] - from[1])});
    }
  }
  std::vector<std::array<double, 2>> points;
};

}  // namespace

Surface icosphere(int levels) {
  Surface surface = icosahedron();
  for (int level = 0; level < levels; ++level) surface = subdivide(surface);
  return surface;
}

Surface octasphere(int levels) {
  Surface surface;
  surface.vertices = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
  surface.triangles = {{0, 2, 4}, {2, 1, 4}, {1, 3, 4}, {3, 0, 4},
                       {2, 0, 5}, {1, 2, 5}, {3, 1, 5}, {0, 3, 5}};
  for (int level = 0; level < levels; ++level) surface = subdivide(surface);
  return surface;
}

Surface equalVolumeSphere(int levels) {
  Surface surface = icosphere(levels);
  const double scale = std::cbrt(4 * pi / 3 / volume(surface));
  for (Vector3& vertex : surface.vertices) vertex *= scale;
  return surface;
}

Surface revolve(const std::vector<std::array<double, 2>>& profile, int around) {
  Surface surface;
  std::vector<std::vector<Index>> rings;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const auto [r, z] = profile[i];
    std::vector<Index> ring;
    for (int j = 0; j < (r < 1e-12 ? 1 : around); ++j) {
      const double angle = 2 * pi * (j + (i % 2 == 1 ? 0.5 : 0)) / around;
      ring.push_back(static_cast<Index>(surface.vertices.size()));
      surface.vertices.emplace_back(r * std::cos(angle), r * std::sin(angle), z);
    }
    rings.push_back(std::move(ring));
  }
  for (std::size_t i = 0; i + 1 < rings.size(); ++i) {
    const auto& p = rings[i];
    const auto& q = rings[i + 1];
    const auto n = static_cast<std::size_t>(around);
    for (std::size_t j = 0; j < n; ++j) {
      const std::size_t next = (j + 1) % n;
      if (p.size() == 1) {
        surface.triangles.push_back({p[0], q[j], q[next]});
      } else if (q.size() == 1) {
        surface.triangles.push_back({p[j], q[0], p[next]});
      } else if (i % 2 == 1) {
        surface.triangles.push_back({p[j], q[next], p[next]});
        surface.triangles.push_back({p[j], q[j], q[next]});
      } else {
        surface.triangles.push_back({p[j], q[j], p[next]});
        surface.triangles.push_back({p[next], q[j], q[next]});
      }
    }
  }
  if (volume(surface) < 0) {
    for (auto& triangle : surface.triangles) std::swap(triangle[1], triangle[2]);
  }
  return surface;
}

Surface disc(double thickness, int rings) {
  std::vector<std::array<double, 2>> profile;
  const auto ring = [&](int i) { return std::sin(pi / 2 * i / rings); };
  for (int i = 0; i < rings; ++i) profile.push_back({ring(i), thickness / 2});
  for (int i = rings; i > 0; --i) profile.push_back({ring(i), -thickness / 2});
  profile.push_back({0, -thickness / 2});
  const int around = 4 * rings;
  Surface surface = revolve(profile, around);
  const double scale = 1 / std::sqrt(around / (2 * pi) * std::sin(2 * pi / around));
  for (Vector3& vertex : surface.vertices) vertex.head<2>() *= scale;
  return surface;
}

Surface hornShell(double edgeLength, int around) {
  constexpr double throat = 0.0127;
  constexpr double mouth = 0.15;
  constexpr double length = 0.14;
  constexpr double wall = 0.006;
  constexpr double box = 0.05;
  Profile profile;
  profile.line({0, 0}, {throat, 0}, edgeLength);
  const int steps = std::max(4, static_cast<int>(std::ceil(1.25 * length / edgeLength)));
  const auto station = [&](int i, double offset) {
    const double s = static_cast<double>(i) / steps;
    const double radius = std::sqrt(throat * throat + (mouth * mouth - throat * throat) * s * s);
    profile.points.push_back({radius + offset, length * s});
  };
  for (int i = 0; i < steps; ++i) station(i, 0);
  profile.line({mouth, length}, {mouth + wall, length}, edgeLength);
  for (int i = steps; i > 0; --i) station(i, wall);
  profile.line({throat + wall, 0}, {box, 0}, edgeLength);
  profile.line({box, 0}, {box, -box}, edgeLength);
  profile.line({box, -box}, {0, -box}, edgeLength);
  profile.points.push_back({0, -box});
  return revolve(profile.points, around);
}

double volume(const Surface& surface) {
  double sum = 0;
  for (const auto& [a, b, c] : surface.triangles) {
    sum += surface.vertices[a].dot(surface.vertices[b].cross(surface.vertices[c])) / 6;
  }
  return sum;
}

}  // namespace waveguide::shapes
