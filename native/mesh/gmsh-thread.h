// One thread of the process owns every gmsh call but the first, because gmsh is one global object.
#pragma once

#include <functional>

namespace waveguide::mesh {

/// Initialises gmsh and starts its thread, once. On a JavaScript thread, before runOnGmshThread.
/// Throws Error(meshFailed).
void prepareGmshThread();

/// Queues `task` on the gmsh thread: first in, first out, one at a time. `task` must not throw.
void runOnGmshThread(std::function<void()> task);

}  // namespace waveguide::mesh
