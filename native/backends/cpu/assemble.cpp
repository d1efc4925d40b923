// A = ½M − K + ηW,  b = −[V⁰ + η(½M⁰ + K′⁰)] q,  η = i/k (docs/numerics.md).
#include "backends/cpu/assemble.h"

#include <algorithm>

#include "backends/cpu/ordered-commit.h"
#include "common/threads.h"

namespace waveguide::cpu {
namespace {

// What one thread needs for one tile at a time.
template <class T>
struct Workspace {
  AlignedVector<T> trialCorners, scratch, forwardReal, forwardImag, backwardReal, backwardImag, unwanted,
      integrals, entries;
  std::vector<unsigned short> masks;
  std::vector<const Rule<T>*> testRules, trialRules;
  std::vector<Complex> testRightSide, trialRightSide;
};

template <class T>
class TileAssembly {
 public:
  TileAssembly(const AssemblyInput<T>& input, const TileData<T>& tile, Workspace<T>& work)
      : input_(input),
        tile_(tile),
        work_(work),
        test_(input.surface.tests[tile.testBlock]),
        testLayout_(input.surface.layout.blocks[tile.testBlock]),
        trialLayout_(input.surface.layout.blocks[tile.trialBlock]),
        eta_(Complex(0, 1) / input.wavenumber) {}

  void compute() {
    const std::size_t entries = static_cast<std::size_t>(test_.vertexStride) * trialLayout_.vertices.size();
    for (auto* plane : {&work_.forwardReal, &work_.forwardImag, &work_.backwardReal, &work_.backwardImag}) {
      plane->assign(entries, T(0));
    }
    work_.testRightSide.assign(testLayout_.vertices.size(), Complex(0));
    work_.trialRightSide.assign(trialLayout_.vertices.size(), Complex(0));
    for (std::size_t image = 0; image < tile_.images.size(); ++image) {
      const T sign = static_cast<T>(bem::imageSign(input_.body.images[image], input_.parity));
      addRegularPairs(image, sign, Mentions::once);
      if (image > 0 && tile_.testBlock == tile_.trialBlock) addRegularPairs(image, sign, Mentions::ownImage);
      for (const CloseGroupData<T>& group : tile_.images[image].closeGroups) {
        addCloseGroup(tile_.images[image], group, sign);
      }
    }
  }

  void commit(System<T>& system) const {
    const auto stride = static_cast<std::size_t>(test_.vertexStride);
    for (std::size_t column = 0; column < trialLayout_.vertices.size(); ++column) {
      const std::size_t trialVertex = trialLayout_.vertices[column];
      for (std::size_t row = 0; row < testLayout_.vertices.size(); ++row) {
        const std::size_t entry = column * stride + row;
        system.matrix[trialVertex * system.size + testLayout_.vertices[row]] +=
            std::complex<T>(work_.forwardReal[entry], work_.forwardImag[entry]);
      }
    }
    commitBackward(system);
    addRightSide(system, testLayout_, work_.testRightSide);
    addRightSide(system, trialLayout_, work_.trialRightSide);
  }

 private:
  // Reads along columns and writes along rows, a few rows at a time so that both stay in the cache.
  void commitBackward(System<T>& system) const {
    constexpr std::size_t rowsAtOnce = 16;
    const auto stride = static_cast<std::size_t>(test_.vertexStride);
    const std::size_t rowCount = testLayout_.vertices.size();
    for (std::size_t first = 0; first < rowCount; first += rowsAtOnce) {
      const std::size_t last = std::min(first + rowsAtOnce, rowCount);
      for (std::size_t column = 0; column < trialLayout_.vertices.size(); ++column) {
        std::complex<T>* const target = system.matrix.data() + trialLayout_.vertices[column];
        for (std::size_t row = first; row < last; ++row) {
          const std::size_t entry = column * stride + row;
          target[testLayout_.vertices[row] * system.size] +=
              std::complex<T>(work_.backwardReal[entry], work_.backwardImag[entry]);
        }
      }
    }
  }

  static void addRightSide(System<T>& system, const Block& block, const std::vector<Complex>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      system.rightSide(static_cast<Eigen::Index>(block.vertices[i])) += values[i];
    }
  }

  // In a block against itself each pair is mentioned twice, and a triangle meets its own image once, in one
  // direction only.
  enum class Mentions { once, ownImage };

  void addRegularPairs(std::size_t image, T sign, Mentions mentions) {
    const TrialBlock<T>& trial = input_.surface.trials[image][tile_.trialBlock];
    shiftedCorners(trial, testLayout_.centre, work_.trialCorners);
    work_.scratch.resize(
        static_cast<std::size_t>(input_.kernels.regularScratch(test_.vertexStride, test_.triangleCount)));
    RegularTile<T> tile{};
    tile.wavenumber = static_cast<T>(input_.wavenumber);
    tile.sign = sign;
    work_.testRules = rulesOf(test_.longestEdges);
    work_.trialRules = rulesOf(trial.longestEdges);
    tile.testRules = work_.testRules.data();
    tile.trialRules = work_.trialRules.data();
    tile.testCount = test_.triangleCount;
    tile.testCorners = test_.corners.data();
    tile.testNormals = test_.normals.data();
    tile.testCurls = test_.curls.data();
    tile.testAreas = test_.areas.data();
    tile.testLocal = test_.local.data();
    tile.testStride = test_.vertexStride;
    tile.trialStride = trial.stride;
    tile.trialCorners = work_.trialCorners.data();
    tile.trialNormals = trial.normalPlanes.data();
    tile.trialCurls = trial.curlPlanes.data();
    tile.trialAreas = trial.areaPlanes.data();
    tile.trialLocal = trial.localPlanes.data();
    tile.masks = makeMasks(tile_.images[image].closePairs, static_cast<std::size_t>(trial.stride), mentions);
    const std::vector<unsigned char>& near = tile_.images[image].near;
    tile.near = near.empty() ? nullptr : near.data();
    tile.nearRule = &kernelRule<T>(nearRulePoints);
    tile.scratch = work_.scratch.data();
    tile.forwardReal = work_.forwardReal.data();
    tile.forwardImag = work_.forwardImag.data();
    const bool bothWays = mentions == Mentions::once;
    if (!bothWays) work_.unwanted.resize(work_.backwardReal.size());
    tile.backwardReal = bothWays ? work_.backwardReal.data() : work_.unwanted.data();
    tile.backwardImag = bothWays ? work_.backwardImag.data() : work_.unwanted.data();
    input_.kernels.regularTile(tile);
  }

  [[nodiscard]] std::vector<const Rule<T>*> rulesOf(const std::vector<double>& longestEdges) const {
    std::vector<const Rule<T>*> rules;
    rules.reserve(longestEdges.size());
    for (const double edge : longestEdges) {
      rules.push_back(&kernelRule<T>(regularRulePoints(input_.wavenumber * edge, input_.quality)));
    }
    return rules;
  }

  // Of the vector of trial triangles from `first` on: those that come up to the test triangle, or all but
  // itself.
  [[nodiscard]] unsigned leftOutOfOwnBlock(std::size_t test, std::size_t first, Mentions mentions) const {
    const auto lanes = static_cast<std::size_t>(input_.kernels.lanes);
    const unsigned all = (1U << lanes) - 1;
    const bool isBehind = test >= first + lanes;
    if (test < first) return mentions == Mentions::once ? 0 : all;
    if (isBehind) return all;
    const unsigned own = 1U << (test - first);
    return mentions == Mentions::once ? 2 * own - 1 : all ^ own;
  }

  // Leaves out the close pairs and, in a block against itself, what `mentions` does not say.
  const unsigned short* makeMasks(const std::vector<ClosePair>& closePairs, std::size_t trialStride,
                                  Mentions mentions) {
    const bool diagonal = tile_.testBlock == tile_.trialBlock;
    if (!diagonal && closePairs.empty()) return nullptr;
    const auto lanes = static_cast<std::size_t>(input_.kernels.lanes);
    const auto testCount = static_cast<std::size_t>(test_.triangleCount);
    work_.masks.assign(trialStride / lanes * testCount, 0);
    const auto leaveOut = [&](std::size_t testPosition, std::size_t trialPosition) {
      auto& mask = work_.masks[trialPosition / lanes * testCount + testPosition];
      mask = static_cast<unsigned short>(mask | 1U << (trialPosition % lanes));
    };
    const BlockLayout& layout = input_.surface.layout;
    for (const ClosePair& pair : closePairs) {
      leaveOut(layout.positionOf[pair.test], layout.positionOf[partTriangle(pair.trial)]);
    }
    for (std::size_t first = 0; diagonal && first < trialStride; first += lanes) {
      for (std::size_t test = 0; test < testCount; ++test) {
        auto& mask = work_.masks[first / lanes * testCount + test];
        mask = static_cast<unsigned short>(mask | leftOutOfOwnBlock(test, first, mentions));
      }
    }
    return work_.masks.data();
  }

  [[nodiscard]] std::size_t partTriangle(std::size_t wholeTriangle) const {
    return wholeTriangle % input_.body.partTriangleCount;
  }

  // Pairs come by their edges, so a group needs a second rule only where the limit of a rule falls into it.
  void addCloseGroup(const TileImage<T>& image, const CloseGroupData<T>& group, T sign) {
    int computed = 0;
    for (std::size_t lane = 0; lane < static_cast<std::size_t>(group.pairCount); ++lane) {
      const ClosePair& pair = image.closePairs[group.firstPair + lane];
      const int points = remainderRulePoints(input_.wavenumber * pair.longestEdge, input_.quality);
      if (points != computed) computeGroup(group, points, sign);
      computed = points;
      addClosePair(pair, lane);
      addCloseRightSide(pair, lane);
    }
  }

  void computeGroup(const CloseGroupData<T>& data, int points, T sign) {
    const auto lanes = static_cast<std::size_t>(input_.kernels.lanes);
    work_.integrals.resize(54 * lanes);
    work_.entries.resize(36 * lanes);
    CloseGroup<T> group{};
    group.wavenumber = static_cast<T>(input_.wavenumber);
    group.sign = sign;
    group.rule = &kernelRule<T>(points);
    group.testCorners = data.testCorners.data();
    group.trialCorners = data.trialCorners.data();
    group.testNormals = data.testNormals.data();
    group.trialNormals = data.trialNormals.data();
    group.areas = data.areas.data();
    group.statics = data.statics.data();
    group.curls = data.curls.data();
    group.normals = data.normals.data();
    group.integrals = work_.integrals.data();
    group.entries = work_.entries.data();
    input_.kernels.closeGroup(group);
  }

  void addClosePair(const ClosePair& pair, std::size_t lane) {
    const auto lanes = static_cast<std::size_t>(input_.kernels.lanes);
    const T* values = work_.entries.data() + lane;
    for (const int row : pair.testLocal) {
      for (const int column : pair.trialLocal) {
        const std::size_t entry =
            static_cast<std::size_t>(column) * static_cast<std::size_t>(test_.vertexStride) +
            static_cast<std::size_t>(row);
        work_.forwardReal[entry] += values[0];
        work_.forwardImag[entry] += values[lanes];
        if (!pair.isOwnImage) {
          work_.backwardReal[entry] += values[2 * lanes];
          work_.backwardImag[entry] += values[3 * lanes];
        }
        values += 4 * lanes;
      }
    }
  }

  [[nodiscard]] Complex integral(std::size_t part, std::size_t i, std::size_t j, std::size_t lane) const {
    const auto lanes = static_cast<std::size_t>(input_.kernels.lanes);
    const T* const values = work_.integrals.data() + (18 * part + 6 * i + 2 * j) * lanes + lane;
    return {values[0], values[lanes]};
  }

  // The mirror image of (S, image of T) is (T, image of S): in the row of T it is S's image that moves.
  void addCloseRightSide(const ClosePair& pair, std::size_t lane) {
    const std::size_t testImage = pair.trial - partTriangle(pair.trial) + pair.test;
    const Complex qTest = input_.normalDerivative(static_cast<Eigen::Index>(testImage));
    const Complex qTrial = input_.normalDerivative(static_cast<Eigen::Index>(pair.trial));
    if (qTest == 0.0 && qTrial == 0.0) return;
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        const Complex forward = integral(0, i, j, lane) + eta_ * integral(2, i, j, lane);
        work_.testRightSide[static_cast<std::size_t>(pair.testLocal[i])] -= forward * qTrial;
        if (pair.isOwnImage) continue;
        const Complex backward = integral(0, i, j, lane) + eta_ * integral(1, i, j, lane);
        work_.trialRightSide[static_cast<std::size_t>(pair.trialLocal[j])] -= backward * qTest;
      }
    }
  }

  const AssemblyInput<T>& input_;
  const TileData<T>& tile_;
  Workspace<T>& work_;
  const TestBlock<T>& test_;
  const Block &testLayout_, &trialLayout_;
  Complex eta_;
};

// ∫ φ_i φ_j = A/12 (1 + δ_ij), ∫ φ_i = A/3.
template <class T>
void addMass(const AssemblyInput<T>& input, System<T>& system) {
  const Complex eta = Complex(0, 1) / input.wavenumber;
  for (std::size_t t = 0; t < input.body.partTriangleCount; ++t) {
    const bem::Panel& panel = input.panels[t];
    const Complex q = input.normalDerivative(static_cast<Eigen::Index>(t));
    for (const Index i : panel.vertices) {
      const std::size_t row = input.surface.layout.solverVertex[i];
      system.rightSide(static_cast<Eigen::Index>(row)) -= eta * 0.5 * panel.area / 3.0 * q;
      for (const Index j : panel.vertices) {
        const std::size_t column = input.surface.layout.solverVertex[j];
        system.matrix[column * system.size + row] += static_cast<T>(0.5 * panel.area / (i == j ? 6 : 12));
      }
    }
  }
}

// All threads fill: large matrices take as long to clear as a tenth of their pairs.
template <class T>
void clear(const AssemblyInput<T>& input, System<T>& system) {
  system.size = input.surface.layout.solverVertex.size();
  system.rightSide = ComplexVector::Zero(static_cast<Eigen::Index>(system.size));
  const std::size_t entries = system.size * system.size;
  if (system.matrix.size() != entries) {
    system.matrix.assign(entries, std::complex<T>(0));
    return;
  }
  const auto parts = static_cast<std::size_t>(std::max(input.threads, 1));
  parallelFor(parts, input.threads, [&](std::size_t part, int /*thread*/) {
    std::fill(system.matrix.begin() + static_cast<std::ptrdiff_t>(entries * part / parts),
              system.matrix.begin() + static_cast<std::ptrdiff_t>(entries * (part + 1) / parts),
              std::complex<T>(0));
  });
}

// p = 0 where it is odd: the equation of such a vertex says so.
template <class T>
void silence(const AssemblyInput<T>& input, System<T>& system) {
  for (const Index vertex : bem::silentVertices(input.body, input.parity)) {
    const std::size_t place = input.surface.layout.solverVertex[vertex];
    for (std::size_t other = 0; other < system.size; ++other) {
      system.matrix[place * system.size + other] = system.matrix[other * system.size + place] = 0;
    }
    system.matrix[place * (system.size + 1)] = 1;
    system.rightSide(static_cast<Eigen::Index>(place)) = 0;
  }
}

}  // namespace

template <class T>
void assembleSystem(const AssemblyInput<T>& input, const CancelFlag& cancel, System<T>& system) {
  clear(input, system);
  const auto threads = static_cast<std::size_t>(std::max(input.threads, 1));
  constexpr std::size_t buffersPerThread = 4;
  OrderedCommit<Workspace<T>> order(threads == 1 ? 1 : buffersPerThread * threads);
  const auto write = [&](std::size_t index, Workspace<T>& work) {
    TileAssembly<T>(input, input.surface.tiles[index], work).commit(system);
  };
  parallelFor(input.surface.tiles.size(), input.threads, [&](std::size_t index, int /*thread*/) {
    try {
      cancel.throwIfSet();
      std::unique_ptr<Workspace<T>> work = order.acquire(index);
      if (!work) return;
      TileAssembly<T>(input, input.surface.tiles[index], *work).compute();
      order.submit(index, std::move(work), write);
    } catch (...) {
      order.abandon();
      throw;
    }
  });
  addMass(input, system);
  addRegularRightSide(input, cancel, system.rightSide);
  silence(input, system);
}

template void assembleSystem(const AssemblyInput<float>& input, const CancelFlag& cancel,
                             System<float>& system);
template void assembleSystem(const AssemblyInput<double>& input, const CancelFlag& cancel,
                             System<double>& system);

}  // namespace waveguide::cpu
