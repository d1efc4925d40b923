// mesh(): one job on the gmsh thread. Data in and out as in src/binding/native.ts.
#pragma once

#include <napi.h>

namespace waveguide::addon {

void exportMesh(Napi::Env env, Napi::Object exports);

}  // namespace waveguide::addon
