#!/usr/bin/env bash
# Looks into what the native build made:
#   objects of one instruction set hold no weak symbol (the linker may take that copy of an inline function for every
#   path, and an older processor then meets an illegal instruction);
#   waveguide.node needs neither gmsh nor OpenCL to load.
# Usage: bash scripts/check-binaries.sh [BUILD_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build}
findings=0
finding() { echo "$*" >&2; findings=$((findings + 1)); }

mapfile -t objects < <(find "$build/CMakeFiles/wg_core.dir" -name 'simd-*.o' | sort)
wanted=1
case $(uname -m) in x86_64 | amd64) wanted=3 ;; esac
[ ${#objects[@]} -ge $wanted ] || finding "expected $wanted kernel objects under $build, found ${#objects[@]}"
for object in "${objects[@]}"; do
  weak=$(nm -C "$object" | grep ' [WVu] ' || true)
  [ -z "$weak" ] || finding "$object holds weak symbols: $weak"
  [ -n "$(nm --defined-only "$object")" ] || finding "$object defines nothing"
done

needed=$(objdump -p "$build/Release/waveguide.node" | sed -n 's/^ *NEEDED *//p')
[ -n "$needed" ] || finding "no list of needed libraries in $build/Release/waveguide.node"
for library in $needed; do
  case $library in *gmsh* | *OpenCL* | libTK*) finding "waveguide.node needs $library" ;; esac
done
undefined=$(nm -DC --undefined-only "$build/Release/waveguide.node" | grep -E 'gmsh|waveguide::' || true)
[ -z "$undefined" ] || finding "waveguide.node lacks: $undefined"

[ $findings -eq 0 ] || exit 1
echo "${#objects[@]} kernel objects, waveguide.node: nothing found"
