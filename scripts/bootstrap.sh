#!/usr/bin/env bash
# Makes a fresh Debian or Ubuntu machine able to run (`bootstrap.sh run`) or also to test (`bootstrap.sh test`) this
# project: system packages, node_modules, native modules, lib/. Safe to repeat; without network when nothing is missing.
#   WG_BOOTSTRAP=check  report what is missing, change nothing      WG_BOOTSTRAP=off  do nothing
# Exit status: 2 usage or Node too old, 3 packages missing and not permitted, 4 apt failed, 5 npm failed, 6 a build failed.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}
mode=${WG_BOOTSTRAP:-auto}
say() { printf 'bootstrap: %s\n' "$*"; }
# fail STATUS LOG MESSAGE: the message and the end of the log.
fail() { say "$3; the end of $2:" >&2; tail -n 30 "$2" >&2; exit "$1"; }
[ "$mode" = off ] && exit 0
case $purpose in run | test) ;; *) say "expected run or test, got $purpose" >&2; exit 2 ;; esac
if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  say "Node $(node --version) is too old: install Node 20.19 or newer" >&2
  exit 2
fi
mkdir -p build

# Found by use, never by package name: what was installed by hand counts too.
want() { local package=$1; shift; "$@" >/dev/null 2>&1 || missing+=("$package"); }
header() { echo "#include <$1>" | "${CXX:-c++}" -E -x c++ ${2:+-I"$2"} -; }
cmake_at_least() { [ "$(printf '%s\n%s\n' "$1" "$(cmake --version | sed -n 's/^cmake version //p')" | sort -V | head -n 1)" = "$1" ]; }
find_missing() {
  missing=()
  want g++ command -v "${CXX:-c++}"
  want make command -v make
  want cmake cmake_at_least 3.21
  want ninja-build command -v ninja
  want libeigen3-dev header Eigen/Core /usr/include/eigen3
  want libgmsh-dev header gmsh.h "${WG_GMSH_INCLUDE:-}"
  [ "$purpose" = test ] || return 0
  want doctest-dev header doctest/doctest.h
  # Another version formats and warns differently.
  want clang-format-14 command -v clang-format-14
  want clang-tidy-14 command -v clang-tidy-14
}

install_packages() {
  local command="apt-get install -y --no-install-recommends ${missing[*]}" sudo=() log=build/bootstrap-apt.log
  say "missing: ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    say "there is no apt-get here: install what corresponds to these Debian packages, then run again" >&2
    exit 3
  fi
  if [ "$mode" = check ] || { [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; }; then
    say "type this, then run again:  sudo $command" >&2
    exit 3
  fi
  [ "$(id -u)" = 0 ] || sudo=(sudo -n)
  local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  say "$command"
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >$log 2>&1 && return
  say "apt-get update, then once more"
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } >>$log 2>&1 ||
    fail 4 $log "apt-get failed (no network?)"
}
find_missing
if [ ${#missing[@]} -gt 0 ]; then
  install_packages
  find_missing
  [ ${#missing[@]} -eq 0 ] || { say "installed, but still not found: ${missing[*]}" >&2; exit 4; }
fi

if ! node scripts/installed.js; then
  [ "$mode" = check ] && { say "node_modules is missing or out of date: npm ci --ignore-scripts" >&2; exit 5; }
  say "npm ci"
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline >build/bootstrap-npm.log 2>&1 ||
    fail 5 build/bootstrap-npm.log "npm ci failed"
fi
[ "$mode" = check ] && { say "nothing is missing"; exit 0; }

bash scripts/build-native.sh --if-changed >build/bootstrap-native.log 2>&1 ||
  fail 6 build/bootstrap-native.log "the native build failed"
grep '^build-native:' build/bootstrap-native.log | sed 's/^build-native/bootstrap: native modules/'
npm run --silent build:lib >build/bootstrap-lib.log 2>&1 || fail 6 build/bootstrap-lib.log "compiling src/ to lib/ failed"
say "ready"
