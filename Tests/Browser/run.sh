#!/usr/bin/env bash
# The pages as readers get them, judged by browsers and by other people's checkers.
# run.sh EDITION ADDRESS, where ADDRESS serves the same observatory.
set -uo pipefail
edition=$(realpath "$1")
address=$2
cd "$(dirname "$0")"
python=../../.build-venv/bin/python
export PYTHONDONTWRITEBYTECODE=1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
broken=0
judge() {
  echo "-- $1"
  local ended
  "$python" "$@" | tee -a "$log"
  ended=${PIPESTATUS[0]}
  # Anything else than "all well" and "a fault found" is a judge that broke.
  if [ "$ended" != 0 ] && [ "$ended" != 2 ]; then
    broken=$((broken + 1))
    echo "failed  $1 ended with $ended"
  fi
}
judge static.py "$edition"
judge weight.py "$edition"
judge reach.py "$edition"
judge nu.py "$edition"
judge live.py "$edition" "$address"
judge offline.py "$edition"
judge paper.py "$edition"
judge keyboard.py "$edition"
judge safest.py "$edition"
judge axe.py "$edition"
passed=$(grep -c '^passed ' "$log")
failed=$(($(grep -c '^failed ' "$log") + broken))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
