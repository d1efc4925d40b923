// Bodies that repeat themselves in rigid mirror planes through the origin.
//   planes  a set of them: bit 0 for x = 0, bit 1 for y = 0, bit 2 for z = 0
//   part    what lies on the positive side of every plane      image  the part reflected in a set of planes
#pragma once

#include <string>

#include "common/types.h"

namespace waveguide::bem {

using Planes = unsigned;

/// A part and all its images, image after image: triangle t of image i is whole triangle i·T + t, and turns
/// its corners so that its normal points into the air. A vertex on a plane is its own image.
struct MirroredSurface {
  Surface whole;  // the part comes first
  Planes planes = 0;
  std::vector<Planes> images;  // every subset of `planes`, ascending; images[0] = 0
  std::size_t partVertexCount = 0, partTriangleCount = 0;
  std::vector<Index> partVertex;     // per whole vertex
  std::vector<Planes> vertexImage;   // per whole vertex: the smallest image it belongs to
  std::vector<Index> wholeVertices;  // [image][part vertex]
};

/// The place of an image in `images`, which has it.
[[nodiscard]] std::size_t imageNumber(const MirroredSurface& body, Planes image);

/// The sign of an image in a field that is odd in the planes of `parity` and even in the others.
[[nodiscard]] double imageSign(Planes image, Planes parity);

/// The part's vertices on a plane of `parity`, where an odd field is zero.
[[nodiscard]] std::vector<Index> silentVertices(const MirroredSurface& body, Planes parity);

/// The planes that the point lies behind.
[[nodiscard]] Planes sideOf(const Vector3& point, Planes planes, double tolerance = 0);

[[nodiscard]] Vector3 reflected(const Vector3& vector, Planes planes);

/// Vertices within 1e-6 of the body's size of a plane are moved onto it. Throws Error(option) when a triangle
/// lies behind a plane, or in it.
[[nodiscard]] MirroredSurface mirror(const Surface& part, Planes planes);

/// A closed body's part on the positive side of its mirror planes, and where the body's own vertices and
/// triangles are in it.
struct CutSurface {
  Surface part;
  std::vector<Index> vertexOf, triangleOf;         // per vertex, triangle of the body: its number in the part
  std::vector<Planes> vertexImage, triangleImage;  // ... and the image it belongs to
};

/// `planes` as found by findMirrorPlanes; throws Error(option) with the reason for any other.
[[nodiscard]] CutSurface cutAtPlanes(const Surface& body, Planes planes);

struct MirrorFindings {
  Planes planes = 0;
  std::array<std::string, 3> reasons;  // per axis, in words: why it is one, or what has no image
};

/// The planes in which vertices (within 1e-6 of the body's size) and triangles mirror onto each other and
/// that no triangle crosses or lies in.
[[nodiscard]] MirrorFindings findMirrorPlanes(const Surface& body);

}  // namespace waveguide::bem
