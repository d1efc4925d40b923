// observe(): the field of kept traces, on a thread of its own. Data in and out as in src/binding/native.ts.
#pragma once

#include <napi.h>

namespace waveguide::addon {

void exportObserve(Napi::Env env, Napi::Object exports);

}  // namespace waveguide::addon
