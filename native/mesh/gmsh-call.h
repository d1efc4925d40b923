// Calling gmsh so that none of its ways to fail ends the process.
#pragma once

#include <cstddef>
#include <exception>
#include <string>

#include "common/cancel.h"
#include "common/error.h"

namespace waveguide::mesh {

/// Runs `call`; whatever gmsh throws (std::string in 4.8, std::runtime_error later, int in places) becomes
/// Error(meshFailed) with gmsh's own words.
template <typename Call>
void callGmsh(Call&& call) {
  try {
    call();
  } catch (const Error&) {
    throw;
  } catch (const Cancelled&) {
    throw;
  } catch (const std::string& message) {
    throw Error(ErrorCode::meshFailed, "gmsh: " + message);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw Error(ErrorCode::meshFailed, std::string("gmsh: ") + error.what());
  } catch (...) {
    throw Error(ErrorCode::meshFailed, "gmsh failed without a message");
  }
}

/// An empty gmsh model for one job, removed at the end of the scope on every path.
class GmshModel {
 public:
  GmshModel();
  ~GmshModel();
  GmshModel(const GmshModel&) = delete;
  GmshModel& operator=(const GmshModel&) = delete;
};

/// mesh::generate(dimension) of the current model. gmsh ends the process on an error in here (it throws
/// inside a parallel region) unless its AbortOnError option is 0; it then only writes a log, which this turns
/// into Error(meshFailed).
void generateMesh(int dimension);

/// Of all curves together; beyond it no faces are begun.
constexpr std::size_t mostCurvePieces = 200000;

/// After curves were meshed: throws Error(meshLimit) where they have more than `most` pieces, because faces
/// between them would take gmsh for ever.
void requireFewPieces(std::size_t most);

/// Moves the nodes inside faces to where their triangles are best shaped; errors as in generateMesh.
void relocateNodes(int rounds);

}  // namespace waveguide::mesh
