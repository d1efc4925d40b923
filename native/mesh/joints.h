// Curves in which faces meet that each have edges of their own.
#pragma once

#include <gmsh.h>

#include <utility>
#include <vector>

#include "mesh/box.h"

namespace waveguide::mesh {

/// Tags of two curves that lie on each other.
struct Joint {
  int first;
  int second;
};

/// The pairs among the curves that are not between two faces and not in one of the planes. Throws
/// Error(meshFailed) for a curve without a partner or with several. On the gmsh thread only.
[[nodiscard]] std::vector<Joint> findJoints(const CutPlanes& planes);

/// Has the second curve of each joint divided as the first one is. Before curves are meshed, on the gmsh
/// thread only.
void tieJoints(const std::vector<Joint>& joints);

/// Pairs of nodes that are one place, ends of curves included. After curves are meshed, on the gmsh thread
/// only.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> tiedNodes(const std::vector<Joint>& joints);

}  // namespace waveguide::mesh
