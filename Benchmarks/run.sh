#!/usr/bin/env bash
# Runs every benchmark and writes BENCHMARKS.md: run.sh [NAME…] runs some and prints them only.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.build-venv/bin/python
"$python" -c 'import datasette' 2>/dev/null || "$python" -m pip install --quiet datasette==0.65.5
# In a place of its own: it needs an old version of a package that our judges need new.
export OONIDATA_PYTHON=$PWD/.build-venv-oonidata/bin/python
[ -x "$OONIDATA_PYTHON" ] || python3 -m venv .build-venv-oonidata
"$OONIDATA_PYTHON" -c 'import oonidata' 2>/dev/null || "$OONIDATA_PYTHON" -m pip install --quiet oonidata==0.3.0
export TOOLKIT=$PWD/.build-venv-toolkit/bin/compute_networks
[ -x "$TOOLKIT" ] || { python3 -m venv .build-venv-toolkit && .build-venv-toolkit/bin/pip install --quiet coordination-network-toolkit==1.5.2; }
export RIVALS=$PWD/.build-venv-statements/bin/python
[ -x "$RIVALS" ] || python3 -m venv .build-venv-statements
"$RIVALS" -c 'import duckdb, polars' 2>/dev/null \
  || "$RIVALS" -m pip install --quiet -r Benchmarks/statements-requirements.txt
if ! command -v wrk >/dev/null; then
  [ "$(id -u)" = 0 ] || { echo "wrk is missing: apt-get install wrk" >&2; exit 4; }
  apt-get -o DPkg::Lock::Timeout=600 install -y -qq wrk >/dev/null
fi
if [ $# -gt 0 ]; then
  for name in "$@"; do "$python" "Benchmarks/$name.py"; done
  exit 0
fi
page=$(mktemp)
trap 'rm -f "$page"' EXIT
"$python" Benchmarks/measure.py >"$page"
for name in site docket ledger publish interference episodes coordination statements alerts start; do
  echo "Measuring: $name" >&2
  { echo; "$python" "Benchmarks/$name.py"; } >>"$page"
done
cp "$page" BENCHMARKS.md
