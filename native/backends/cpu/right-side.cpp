// b −= ∫ φ_i (V + ηK′) q over regular pairs. Each task owns the test triangles of one vector; nothing is
// shared.
#include <algorithm>

#include "backends/cpu/assemble.h"
#include "common/threads.h"

namespace waveguide::cpu {
namespace {

template <class T>
struct Sources {
  std::vector<Index> triangles;
  std::vector<int> placeOf;  // per triangle of the whole surface: its place in `triangles`, or −1
  AlignedVector<T> data;     // area, Re q, Im q
  double longestEdge = 0;
};

template <class T>
Sources<T> collectSources(const AssemblyInput<T>& input) {
  Sources<T> sources;
  sources.placeOf.assign(input.panels.size(), -1);
  for (std::size_t t = 0; t < input.panels.size(); ++t) {
    const Complex q = input.normalDerivative(static_cast<Eigen::Index>(t));
    if (q == 0.0) continue;
    sources.placeOf[t] = static_cast<int>(sources.triangles.size());
    sources.triangles.push_back(static_cast<Index>(t));
    sources.longestEdge = std::max(sources.longestEdge, input.panels[t].longestEdge);
    for (const double value : {input.panels[t].area, q.real(), q.imag()}) {
      sources.data.push_back(static_cast<T>(value));
    }
  }
  return sources;
}

template <class T>
AlignedVector<T> cornersAround(const AssemblyInput<T>& input, const Sources<T>& sources,
                               const Vector3& origin) {
  AlignedVector<T> corners;
  corners.reserve(9 * sources.triangles.size());
  for (const Index triangle : sources.triangles) {
    for (const Vector3& corner : input.panels[triangle].corners) {
      const Vector3 shifted = corner - origin;
      for (int axis = 0; axis < 3; ++axis) corners.push_back(static_cast<T>(shifted[axis]));
    }
  }
  return corners;
}

template <class T>
class BlockRightSide {
 public:
  BlockRightSide(const AssemblyInput<T>& input, const Sources<T>& sources, std::size_t block)
      : input_(input),
        sources_(sources),
        block_(input.surface.trials[0][block]),
        layout_(input.surface.layout.blocks[block]),
        sourceCorners_(cornersAround(input, sources, layout_.centre)),
        masks_(sources.triangles.size(), 0) {
    shiftedCorners(block_, layout_.centre, corners_);
  }

  // Values per vertex of the block.
  std::vector<Complex> compute(const CancelFlag& cancel) {
    std::vector<Complex> values(layout_.vertices.size(), Complex(0));
    for (int first = 0; first < static_cast<int>(layout_.triangles.size()); first += input_.kernels.lanes) {
      cancel.throwIfSet();
      addChunk(static_cast<std::size_t>(first), values);
    }
    return values;
  }

 private:
  void addChunk(std::size_t first, std::vector<Complex>& values) {
    const auto lanes = static_cast<std::size_t>(input_.kernels.lanes);
    const auto stride = static_cast<std::size_t>(block_.stride);
    AlignedVector<T> corners(9 * lanes), normals(3 * lanes), result(6 * lanes);
    for (std::size_t plane = 0; plane < 9; ++plane) {
      copyLanes(corners_, plane * stride + first, corners, plane);
    }
    for (std::size_t plane = 0; plane < 3; ++plane) {
      copyLanes(block_.normalPlanes, plane * stride + first, normals, plane);
    }
    const double kh = input_.wavenumber * std::max(layout_.longestEdge, sources_.longestEdge);
    RightSideChunk<T> chunk{};
    chunk.wavenumber = static_cast<T>(input_.wavenumber);
    chunk.rule = &kernelRule<T>(regularRulePoints(kh, input_.quality));
    chunk.testCorners = corners.data();
    chunk.testNormals = normals.data();
    chunk.testAreas = block_.areaPlanes.data() + first;
    chunk.sourceCount = static_cast<int>(sources_.triangles.size());
    chunk.sourceCorners = sourceCorners_.data();
    chunk.sourceData = sources_.data.data();
    chunk.masks = masks_.data();
    chunk.result = result.data();
    const std::size_t last = std::min(first + lanes, layout_.triangles.size());
    markClose(first, last, true);
    input_.kernels.rightSide(chunk);
    markClose(first, last, false);
    for (std::size_t position = first; position < last; ++position) {
      for (std::size_t hat = 0; hat < 3; ++hat) {
        const std::size_t entry = 2 * hat * lanes + position - first;
        values[static_cast<std::size_t>(layout_.localVertices[position][hat])] -=
            Complex(result[entry], result[entry + lanes]);
      }
    }
  }

  void copyLanes(const AlignedVector<T>& from, std::size_t begin, AlignedVector<T>& to,
                 std::size_t plane) const {
    const auto lanes = static_cast<std::size_t>(input_.kernels.lanes);
    std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(begin), lanes,
                to.begin() + static_cast<std::ptrdiff_t>(plane * lanes));
  }

  // Close pairs come with their tiles.
  void markClose(std::size_t first, std::size_t last, bool leaveOut) {
    for (std::size_t position = first; position < last; ++position) {
      for (const Index partner : input_.surface.closeTo[layout_.triangles[position]]) {
        const int place = sources_.placeOf[partner];
        if (place < 0) continue;
        auto& mask = masks_[static_cast<std::size_t>(place)];
        mask = leaveOut ? static_cast<unsigned short>(mask | 1U << (position - first))
                        : static_cast<unsigned short>(0);
      }
    }
  }

  const AssemblyInput<T>& input_;
  const Sources<T>& sources_;
  const TrialBlock<T>& block_;
  const Block& layout_;
  AlignedVector<T> sourceCorners_, corners_;
  std::vector<unsigned short> masks_;
};

}  // namespace

template <class T>
void addRegularRightSide(const AssemblyInput<T>& input, const CancelFlag& cancel, ComplexVector& rightSide) {
  const Sources<T> sources = collectSources(input);
  if (sources.triangles.empty()) return;
  std::vector<std::vector<Complex>> values(input.surface.layout.blocks.size());
  parallelFor(values.size(), input.threads, [&](std::size_t block, int /*thread*/) {
    values[block] = BlockRightSide<T>(input, sources, block).compute(cancel);
  });
  for (std::size_t block = 0; block < values.size(); ++block) {
    const std::vector<Index>& vertices = input.surface.layout.blocks[block].vertices;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
      rightSide(static_cast<Eigen::Index>(vertices[i])) += values[block][i];
    }
  }
}

template void addRegularRightSide(const AssemblyInput<float>& input, const CancelFlag& cancel,
                                  ComplexVector& rightSide);
template void addRegularRightSide(const AssemblyInput<double>& input, const CancelFlag& cancel,
                                  ComplexVector& rightSide);

}  // namespace waveguide::cpu
