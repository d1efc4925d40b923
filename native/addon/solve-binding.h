// solve(): one sweep on a thread of its own. Data in and out as in src/binding/native.ts.
#pragma once

#include <napi.h>

namespace waveguide::addon {

void exportSolve(Napi::Env env, Napi::Object exports);

}  // namespace waveguide::addon
