#!/usr/bin/env python3
"""The ledger at 1,000,000 entries: durable appends, proofs, full check, memory; and Go's checker.

The rival in the full check is the verifier written on Go's checksum-database packages, which
Tests/Conformance also uses as a judge: both read every entry and every tile of the same log.
"""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import measure

ENTRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
JUDGE = measure.ROOT / "Tests/Conformance/ledger/verifier/verify.go"


def judge(work: pathlib.Path) -> str | None:
    """Builds Go's checker; returns its path, or None where Go is missing."""
    if not shutil.which("go"):
        return None
    built = work / "verify"
    subprocess.run(
        ["go", "build", "-o", str(built), str(JUDGE)], check=True,
        env=os.environ | {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""})
    return str(built)


def main() -> None:
    """Prints the table."""
    bench = measure.build("bench")
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        log = work / "log"
        said = subprocess.run([bench, "ledger", str(log), "--entries", str(ENTRIES)],
                              check=True, capture_output=True, text=True).stdout
        found = json.loads(said)
        assert found["sound"], "the log that was measured is not sound"
        rows = [
            ["durable entries/s, batches of 1,000", f"{found['durable_batches_per_second']:,.0f}", "≥ 20,000"],
            ["durable entries/s, one by one", f"{found['durable_singles_per_second']:,.0f}", "≥ 150"],
            ["inclusion proof made and verified, median", f"{found['proof_ms_p50']:.2f} ms", "≤ 5 ms"],
            ["the same, 99th percentile", f"{found['proof_ms_p99']:.2f} ms", "≤ 5 ms"],
            ["full check, entries/s", f"{found['full_check_per_second']:,.0f}", "≥ 200,000"],
            ["peak memory of all of it", f"{found['peak_mb']:.0f} MB", "< 300 MB"],
            ["CPU seconds of all of it", f"{found['cpu_seconds']:.1f}", ""],
        ]
        program = judge(work)
        if program:
            empty = work / "proofs"
            empty.write_text("")
            rival = measure.run([program, str(log), found["key"], str(empty)])
            ours = measure.run([bench, "check", str(log), found["key"]])
            rows += [
                ["full check, CPU seconds: ours", f"{ours['cpu']:.2f}", ""],
                ["full check, CPU seconds: Go's checksum-database packages", f"{rival['cpu']:.2f}",
                 f"{rival['cpu'] / ours['cpu']:.1f} × ours"],
                ["full check, peak memory: ours", f"{ours['peak']:.0f} MB", ""],
                ["full check, peak memory: Go's", f"{rival['peak']:.0f} MB", ""],
            ]
        else:
            print("Go is missing (apt-get install golang-go golang-golang-x-mod-dev): no rival", file=sys.stderr)
        print(measure.table(f"Ledger, {ENTRIES:,} entries", "Benchmarks/ledger.py",
                            ["what", "seen", "wanted"], rows))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
