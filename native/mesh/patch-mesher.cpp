#include "mesh/patch-mesher.h"

#include <gmsh.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "common/error.h"
#include "mesh/collector.h"
#include "mesh/gmsh-call.h"
#include "mesh/joints.h"
#include "mesh/meridian.h"
#include "mesh/solid.h"
#include "mesh/stopwatch.h"

namespace waveguide::mesh {
namespace {

namespace occ = gmsh::model::occ;

constexpr int face = 2;
constexpr double planeTolerance = 1e-6;  // mm; edges lie on the planes to rounding

struct SectionFace {
  int tag;
  std::size_t section;
};

std::size_t sectionOfBox(const BoxInput& box, const BoxSections& sections, double z) {
  if (z < box.from[2] + planeTolerance) return sections.back;
  if (z < box.from[2] + box.edge) return sections.backEdge;
  return z > box.to[2] - box.edge ? sections.frontEdge : sections.side;
}

/// Adds all faces, each with edges of its own but for those of the box.
std::vector<SectionFace> buildFaces(const PatchSector& sector, const CancelFlag& cancel) {
  std::vector<SectionFace> faces;
  if (sector.box) {
    for (const int tag : addBoxFaces(*sector.box, sector.planes)) {
      faces.push_back({tag, sectionOfBox(*sector.box, sector.boxSections, centreOf({face, tag})[2])});
    }
  }
  cancel.throwIfSet();
  const std::vector<int> tags = addFaces(sector.faces, cancel);
  for (std::size_t i = 0; i < tags.size(); ++i) faces.push_back({tags[i], sector.sections[i]});
  occ::synchronize();
  removeLoose(face);
  return faces;
}

}  // namespace

void requirePatchSector(const PatchSector& sector) {
  requireFaces(sector.faces);
  if (sector.box) requireBox(*sector.box);
  if (sector.sections.size() != sector.faces.patches.size() + sector.faces.planes.size()) {
    throw Error(ErrorCode::option, "every face needs a section");
  }
  const SizeTable& sizes = sector.sizes;
  if (sizes.azimuths.empty() || !std::is_sorted(sizes.azimuths.begin(), sizes.azimuths.end())) {
    throw Error(ErrorCode::option, "sizes need ascending azimuths");
  }
  std::vector<std::size_t> used = sector.sections;
  const BoxSections& box = sector.boxSections;
  if (sector.box) used.insert(used.end(), {box.frontEdge, box.side, box.backEdge, box.back});
  for (const std::size_t section : used) {
    if (section < sizes.sections.size()) continue;
    throw Error(ErrorCode::option, "section " + std::to_string(section) + " has no sizes");
  }
  for (const auto& lines : sizes.sections) {
    if (lines.size() != sizes.azimuths.size()) {
      throw Error(ErrorCode::option, "sizes need one line for each azimuth");
    }
    for (const SizedLine& line : lines) requireLine(line, "a line of sizes");
  }
}

SectorMesh meshPatches(const PatchSector& sector, const MeshingOptions& options, const CancelFlag& cancel) {
  SectorMesh mesh;
  callGmsh([&] {
    cancel.throwIfSet();
    const GmshModel model;
    Stopwatch stopwatch;
    const std::vector<SectionFace> faces = buildFaces(sector, cancel);
    const std::vector<Joint> joints = findJoints(sector.planes);
    SizeField sizes(sector.sizes);
    for (const SectionFace& source : faces) sizes.own(source.tag, source.section);
    for (const Joint& joint : joints) sizes.share(joint.first, joint.second);
    tieJoints(joints);
    mesh.secondsGeometry = stopwatch.lap();
    cancel.throwIfSet();
    meshSized(sizes, options, cancel);
    Collector collector(mesh, planeTolerance);
    for (const auto& [node, partner] : tiedNodes(joints)) collector.tie(node, partner);
    for (const SectionFace& source : faces) {
      collector.add(source.tag, static_cast<std::uint32_t>(source.section));
    }
    mesh.secondsMeshing = stopwatch.lap();
  });
  if (mesh.triangles.empty()) throw Error(ErrorCode::meshFailed, "gmsh made no triangles");
  return mesh;
}

}  // namespace waveguide::mesh
