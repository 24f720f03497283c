#!/usr/bin/env bash
# Other people's programs judge what we publish.
# usage: edition.sh HAIDANG OBSERVATORY EDITION [JUDGE...], a judge being a file of edition/ without .py
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
usage="usage: edition.sh HAIDANG OBSERVATORY EDITION [JUDGE...]"
haidang=$(realpath "${1:?$usage}")
observatory=$(realpath "${2:?$usage}")
edition=$(realpath "${3:?$usage}")
shift 3
judges=("$@")
[ ${#judges[@]} -gt 0 ] || judges=(
  manifest reproduction commitments proofs feeds appointments addresses data_files timeline
  searches kills persons
)
python=$here/../../.build-venv/bin/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for tool in go minisign openssl sha256sum diff "$python"; do
  if ! command -v "$tool" >"$work/out"; then
    echo "$tool is missing; run Scripts/install.sh test" >&2
    exit 2
  fi
done
env GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= \
  go build -o "$work/verify" "$here/ledger/verifier/verify.go" || exit 2
export GO_VERIFIER=$work/verify

for judge in "${judges[@]}"; do
  echo "-- $judge"
  PYTHONDONTWRITEBYTECODE=1 "$python" "$here/edition/$judge.py" "$haidang" "$observatory" \
    "$edition" 2>&1 | tee "$work/out"
  code=${PIPESTATUS[0]}
  # A judge that stumbles has not judged.
  if [ "$code" -gt 1 ] || grep -q '^Traceback' "$work/out"; then
    echo "FAIL  $judge stumbled, with exit code $code" | tee -a "$work/out"
  fi
  cat "$work/out" >>"$work/report"
done
passed=$(grep -c '^ok ' "$work/report")
failed=$(grep -c '^FAIL ' "$work/report")
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
