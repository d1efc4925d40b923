#include "bem/pair-order.h"

#include <algorithm>
#include <cmath>

namespace waveguide::bem {
namespace {

using Order = std::array<int, 3>;

constexpr std::array<Order, 6> permutations = {
    {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {0, 2, 1}, {2, 1, 0}, {1, 0, 2}}};

const Vector3& corner(const Panel& panel, const Order& order, std::size_t index) {
  return panel.corners[static_cast<std::size_t>(order[index])];
}

// A panel with its corners in some order.
struct Ordered {
  const Panel& panel;
  Order order;
};

// Squared lengths of all edges and connections, in the order of the corners.
using Lengths = std::array<double, 15>;

Lengths lengthsOf(const Ordered& first, const Ordered& second) {
  Lengths lengths{};
  std::size_t next = 0;
  const auto at = [](const Ordered& ordered, std::size_t i) {
    return corner(ordered.panel, ordered.order, i);
  };
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) lengths[next++] = (at(first, i) - at(second, j)).squaredNorm();
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t after = (i + 1) % 3;
    lengths[next++] = (at(first, after) - at(first, i)).squaredNorm();
    lengths[next++] = (at(second, after) - at(second, i)).squaredNorm();
  }
  return lengths;
}

// Lexicographic; rounding does not decide. Positive when `lengths` are the longer ones.
template <std::size_t count>
double compare(const std::array<double, count>& lengths, const std::array<double, count>& than) {
  constexpr double rounding = 1e-10;
  for (std::size_t i = 0; i < count; ++i) {
    const double difference = lengths[i] - than[i];
    if (std::abs(difference) > rounding * std::max(std::abs(lengths[i]), std::abs(than[i]))) {
      return difference;
    }
  }
  return 0;
}

// Keeps the candidates with the longest lengths.
template <class Candidate, std::size_t count>
class Longest {
 public:
  void offer(const Candidate& candidate, const std::array<double, count>& lengths) {
    const double order = best_.empty() ? 1 : compare(lengths, lengths_);
    if (order < 0) return;
    if (order > 0) {
      best_.clear();
      lengths_ = lengths;
    }
    best_.push_back(candidate);
  }

  [[nodiscard]] std::vector<Candidate> best() const { return best_; }

 private:
  std::vector<Candidate> best_;
  std::array<double, count> lengths_{};
};

// Whether `order` permutes the first `shared` places among themselves.
bool keepsShared(const Order& order, int shared) {
  return std::all_of(order.begin(), order.begin() + shared, [&](int place) { return place < shared; });
}

Order composed(const Order& order, const Order& places) {
  return {order[static_cast<std::size_t>(places[0])], order[static_cast<std::size_t>(places[1])],
          order[static_cast<std::size_t>(places[2])]};
}

bool agree(const Order& a, const Order& b, int shared) {
  return std::equal(a.begin(), a.begin() + shared, b.begin());
}

}  // namespace

std::vector<std::array<int, 3>> lengthOrders(const Panel& outer, const Panel& inner) {
  Longest<Order, 6> longest;
  for (const Order& order : permutations) {
    std::array<double, 6> lengths{};
    for (std::size_t i = 0; i < 3; ++i) {
      lengths[i] = -(corner(outer, order, i) - inner.centroid).squaredNorm();
      lengths[3 + i] = (corner(outer, order, (i + 1) % 3) - corner(outer, order, i)).squaredNorm();
    }
    longest.offer(order, lengths);
  }
  return longest.best();
}

std::vector<PairOrder> lengthOrders(const Panel& test, const Panel& trial, const PairRelation& relation) {
  Longest<PairOrder, 15> longest;
  for (const Order& testPlaces : permutations) {
    if (!keepsShared(testPlaces, relation.sharedCount)) continue;
    for (const Order& trialPlaces : permutations) {
      if (!agree(testPlaces, trialPlaces, relation.sharedCount)) continue;
      const Ordered asTest{test, composed(relation.testOrder, testPlaces)};
      const Ordered asTrial{trial, composed(relation.trialOrder, trialPlaces)};
      longest.offer({false, asTest.order, asTrial.order}, lengthsOf(asTest, asTrial));
      longest.offer({true, asTrial.order, asTest.order}, lengthsOf(asTrial, asTest));
    }
  }
  return longest.best();
}

}  // namespace waveguide::bem
