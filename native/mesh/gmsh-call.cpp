#include "mesh/gmsh-call.h"

#include <gmsh.h>

#include <vector>

namespace waveguide::mesh {
namespace {

/// AbortOnError 0 and the logger on, for the scope.
class Logged {
 public:
  Logged() {
    gmsh::option::setNumber("General.AbortOnError", 0);
    gmsh::logger::start();
  }
  ~Logged() {
    try {
      gmsh::logger::stop();
      gmsh::option::setNumber("General.AbortOnError", 2);
    } catch (...) {  // a destructor: the next job sets both again
    }
  }
  Logged(const Logged&) = delete;
  Logged& operator=(const Logged&) = delete;

  [[nodiscard]] static std::string errors() {
    std::vector<std::string> lines;
    gmsh::logger::get(lines);
    std::string text;
    for (const std::string& line : lines) {
      if (line.rfind("Error", 0) == 0) text += (text.empty() ? "" : "; ") + line;
    }
    return text;
  }
};

template <typename Call>
void callLogged(Call&& call) {
  callGmsh([&] {
    const Logged logged;
    call();
    const std::string errors = Logged::errors();
    if (!errors.empty()) throw Error(ErrorCode::meshFailed, "gmsh: " + errors);
  });
}

}  // namespace

GmshModel::GmshModel() {
  callGmsh([] {
    gmsh::clear();
    gmsh::model::add("horn");
  });
}

GmshModel::~GmshModel() {
  try {
    gmsh::clear();
  } catch (...) {  // a destructor: the next model clears again
  }
}

void generateMesh(int dimension) {
  callLogged([dimension] { gmsh::model::mesh::generate(dimension); });
}

void requireFewPieces(std::size_t most) {
  constexpr int twoNodeLine = 1;
  std::vector<std::size_t> elements;
  std::vector<std::size_t> ends;
  gmsh::model::mesh::getElementsByType(twoNodeLine, elements, ends);
  if (elements.size() <= most) return;
  throw Error(ErrorCode::meshLimit, "the sizes divide the curves into " + std::to_string(elements.size()) +
                                        " pieces; " + std::to_string(most) +
                                        " are possible. Ask for larger ones.");
}

void relocateNodes(int rounds) {
  callLogged([rounds] { gmsh::model::mesh::optimize("Relocate2D", true, rounds); });
}

}  // namespace waveguide::mesh
