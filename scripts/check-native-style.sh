#!/usr/bin/env bash
# clang-format over all native files: `check-native-style.sh`, or `--fix` to format them.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t files < <(find native test/native -name '*.h' -o -name '*.cpp' -o -name '*.inc' -o -name '*.cl' | LC_ALL=C sort)
[ ${#files[@]} -gt 0 ] || { echo "no native file found" >&2; exit 1; }
if [ "${1:-}" = --fix ]; then exec clang-format-14 -i "${files[@]}"; fi
clang-format-14 --dry-run --Werror "${files[@]}"
echo "${#files[@]} native files: nothing found"
