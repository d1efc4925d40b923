#!/usr/bin/env bash
# Builds waveguide.node and waveguide-gmsh.node into build/Release. Without gmsh's headers only the solver is built.
# --if-changed: only when sources, compiler or build files differ from those of the last build.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf 'build-native: %s\n' "$*"; }
gmsh=ON
modules="waveguide waveguide-gmsh"
if ! echo '#include <gmsh.h>' | "${CXX:-c++}" -E -x c++ ${WG_GMSH_INCLUDE:+-I"$WG_GMSH_INCLUDE"} - >/dev/null 2>&1; then
  gmsh=OFF
  modules="waveguide"
  say "no gmsh.h (Debian: libgmsh-dev): building the solver without waveguide-gmsh.node"
fi
inputs() {
  find native CMakeLists.txt scripts/build-native.sh package.json -type f | LC_ALL=C sort | xargs sha256sum
  grep -A1 -E '"node_modules/(node-addon-api|node-api-headers|cmake-js)"' package-lock.json || true
  "${CXX:-c++}" --version | head -n 1
  node -p 'process.platform + process.arch'
  echo "$gmsh ${WG_GMSH_LIB:-} ${WG_GMSH_INCLUDE:-} ${CXXFLAGS:-}"
}
stamp=$(inputs | sha256sum | cut -c1-16)
is_current() {
  for module in $modules; do [ -f "build/Release/$module.node" ] || return 1; done
  [ "$(cat build/native.stamp 2>/dev/null)" = "$stamp" ]
}
if [ "${1:-}" = --if-changed ] && is_current; then
  say "up to date"
  exit 0
fi
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
say "building $modules"
rm -f build/native.stamp
npx --no-install cmake-js build --parallel "$jobs" --CDWG_GMSH=$gmsh ${WG_GMSH_LIB:+--CDWG_GMSH_LIB="$WG_GMSH_LIB"} \
  ${WG_GMSH_INCLUDE:+--CDWG_GMSH_INCLUDE="$WG_GMSH_INCLUDE"}
echo "$stamp" >build/native.stamp
say "built into build/Release"
