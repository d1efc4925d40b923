// info(), memoryBytes() and kernelRate(): what this machine and these backends are.
#pragma once

#include <napi.h>

namespace waveguide::addon {

void exportDevice(Napi::Env env, Napi::Object exports);

}  // namespace waveguide::addon
