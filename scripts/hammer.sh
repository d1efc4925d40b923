#!/usr/bin/env bash
# Worker threads ended at random moments of a mesh or a solve, then 200 solves aborted at random moments and eight at once,
# round after round with new seeds; stops at the first crash, leak or starved solve.
# Usage: npm run test:hammer [-- ROUNDS [FIRST_SEED]]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-10}
first=${2:-$((RANDOM * 1000))}
for ((round = 0; round < rounds; round++)); do
  seed=$((first + round))
  for scenario in "natural 100 0" "exit 20 5" "workers 40 0"; do
    read -r end count wanted <<<"$scenario"
    status=0
    node test/support/terminate-workers.mjs "$PWD/lib/" $seed "$count" "$end" || status=$?
    if [ $status -ne "$wanted" ]; then
      echo "hammer: seed $seed, $count workers, end $end: status $status instead of $wanted" >&2
      exit 1
    fi
    echo "hammer: round $((round + 1)) of $rounds, seed $seed, $count workers, end $end: ok"
  done
  node --expose-gc test/support/abort-solves.mjs "$PWD/lib/" $seed || exit 1
done
