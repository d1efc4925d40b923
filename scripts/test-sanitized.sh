#!/usr/bin/env bash
# The native tests under AddressSanitizer with UndefinedBehaviorSanitizer, then under ThreadSanitizer. Some minutes.
set -euo pipefail
cd "$(dirname "$0")"
for sanitizer in "address;undefined" thread; do
  echo "== $sanitizer"
  bash test-native.sh "$sanitizer"
done
