#include "mesh/collector.h"

#include <gmsh.h>

#include <algorithm>
#include <cmath>

namespace waveguide::mesh {

Collector::Collector(SectorMesh& mesh, double snap) : mesh_(mesh), snap_(snap) {
  std::vector<double> coordinates;
  std::vector<double> parameters;
  std::vector<std::size_t> tags;
  gmsh::model::mesh::getNodes(tags, coordinates, parameters, -1, -1, false, false);
  for (std::size_t i = 0; i < tags.size(); ++i) {
    nodes_[tags[i]] = {coordinates[3 * i], coordinates[3 * i + 1], coordinates[3 * i + 2]};
  }
}

void Collector::tie(std::size_t node, std::size_t partner) {
  const std::size_t from = standInOf(node);
  const std::size_t to = standInOf(partner);
  if (from != to) ties_[std::max(from, to)] = std::min(from, to);
}

std::size_t Collector::standInOf(std::size_t node) const {
  std::size_t last = node;
  for (auto tied = ties_.find(last); tied != ties_.end(); tied = ties_.find(last)) last = tied->second;
  return last;
}

void Collector::add(int faceTag, std::uint32_t section) {
  constexpr int threeNodeTriangle = 2;
  std::vector<std::size_t> elements;
  std::vector<std::size_t> corners;
  gmsh::model::mesh::getElementsByType(threeNodeTriangle, elements, corners, faceTag);
  for (const std::size_t corner : corners) mesh_.triangles.push_back(indexOf(corner));
  mesh_.sections.insert(mesh_.sections.end(), elements.size(), section);
}

std::uint32_t Collector::indexOf(std::size_t anyNode) {
  const std::size_t node = standInOf(anyNode);
  const auto [entry, isNew] =
      indices_.try_emplace(node, static_cast<std::uint32_t>(mesh_.vertices.size() / 3));
  if (isNew) {
    const auto onPlane = [this](double value) { return std::abs(value) < snap_ ? 0.0 : value; };
    const std::array<double, 3>& place = nodes_.at(node);
    mesh_.vertices.insert(mesh_.vertices.end(), {onPlane(place[0]), onPlane(place[1]), place[2]});
  }
  return entry->second;
}

}  // namespace waveguide::mesh
