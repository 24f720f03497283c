#!/usr/bin/env bash
# Everything that can fail: lint, unit, conformance with other people's programs, browsers.
# `test.sh unit|conformance|browser` runs one ring.
set -uo pipefail
cd "$(dirname "$0")/.."
ring=${1:-all}
failed=0
passed=0
run() {
  echo "== $*"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $*" >&2; fi
}
work=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

if [ "$ring" = all ] || [ "$ring" = unit ]; then
  run Scripts/lint.sh
  run swift test --disable-xctest
fi

if [ "$ring" != unit ]; then
  swift build -c release --product haidang || exit 1
  haidang=$(swift build -c release --show-bin-path)/haidang
  "$haidang" demo --from Data/viet-nam --to "$work/observatory" --no-serve || exit 1
  edition=$work/observatory/edition
  # The dossier has no measurements: made-up ones show their pages and data to the judges.
  python3 Tests/Browser/measured.py "$work/measured.jsonl" || exit 1
  "$haidang" -C "$work/observatory" import "$work/measured.jsonl" || exit 1
  run "$haidang" -C "$work/observatory" reproduce --all
  "$haidang" -C "$work/observatory" publish "$edition" || exit 1
  "$haidang" -C "$work/observatory" serve --port 0 --port-file "$work/port" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do [ -s "$work/port" ] && break; sleep 0.1; done
  address="http://127.0.0.1:$(cat "$work/port")"
fi

if [ "$ring" = all ] || [ "$ring" = conformance ]; then
  swift build -c release --product bench || exit 1
  run Tests/Conformance/ledger/run.sh "$(dirname "$haidang")/bench"
  run Tests/Conformance/edition.sh "$haidang" "$work/observatory" "$edition"
  run Tests/Conformance/networks.sh "$haidang"
  run Tests/Conformance/graphs.sh "$(dirname "$haidang")/bench"
  run "$(dirname "$haidang")/bench" episodes --null 12 --seed 4001
  run .build-venv/bin/python Tests/Conformance/leiden.py "$(dirname "$haidang")/bench"
  run .build-venv/bin/python Tests/Conformance/deadlines.py "$haidang"
  run python3 Tests/Conformance/dossier.py
fi
if [ "$ring" = all ] || [ "$ring" = browser ]; then
  run Tests/Browser/run.sh "$edition" "$address"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
