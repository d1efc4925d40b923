#!/usr/bin/env bash
# Builds the solver core with warnings as errors and runs its own tests. Usage: test-native.sh [SANITIZER]
# SANITIZER: "address;undefined" or "thread"; each has a build folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
sanitizer=${1:-}
build=build/native-tests${sanitizer:+-${sanitizer%%;*}}
cmake -S . -B "$build" -G Ninja -DWG_TESTS=ON -DWG_ADDON=OFF -DWG_GMSH=OFF -DWG_WERROR=ON "-DWG_SANITIZE=$sanitizer" \
  ${sanitizer:+-DCMAKE_BUILD_TYPE=RelWithDebInfo}
cmake --build "$build" --target wg_native_tests
export ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1
exec "$build/wg_native_tests"
