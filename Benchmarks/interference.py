#!/usr/bin/env python3
"""`haidang verdict` with the fingerprints of ooni/blocking-fingerprints, on one and on two threads, beside OONI's Python library reading the same lines.

The reference does less: it makes objects of each line (`load_measurement` of oonidata 0.3.0) and judges
nothing. Lines are drawn from a seed out of measurements that lie beside the repository, for their licence
does not let us carry them.

usage: interference.py [FOLDER [SMALL [LARGE]]]; FOLDER is also taken from INTERFERENCE_DATA
"""

from __future__ import annotations

import gzip
import json
import os
import pathlib
import random
import re
import shutil
import sys
import tempfile

import measure

SEED = 2026
# Mean sizes of OONI's own test scenarios and of real measurements (as the reference was measured with).
KINDS = [("simulated censors", 7_400, 20_000, 5000), ("real measurements", 101_000, 2000, 500)]
REFERENCE = """
import sys, orjson
from oonidata.dataclient import load_measurement
read = failed = 0
for line in open(sys.argv[1], "rb"):
    try:
        load_measurement(msmt=orjson.loads(line))
        read += 1
    except Exception:
        failed += 1
print(read, failed)
"""


def unwrapped(text: bytes) -> dict | None:
    """The web measurement in a file: bare, or inside an answer of OONI's interface."""
    try:
        value = json.loads(text)
        for _ in range(3):
            if "test_keys" in value:
                break
            value = json.loads(value.get("raw_measurement") or value["body"])
        return value if value.get("test_name") == "web_connectivity" else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def pool(folder: pathlib.Path, kind: int) -> list[bytes]:
    """Measurements of one kind, each on one line, in the order of their paths."""
    inside = ["web-connectivity-scenarios"] if kind == 0 else ["web-connectivity-real", "raw-measurements"]
    paths = sorted(path for name in inside for path in (folder / name).rglob("*.json")
                   if kind == 1 or path.name == "measurement.json")
    found = [unwrapped(path.read_bytes()) for path in paths]
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() for value in found if value]
    return sorted(set(lines))


def draw(lines: list[bytes], mean: int, count: int, path: pathlib.Path) -> int:
    """Writes lines drawn from the seed so that their mean length comes out as wanted; returns their bytes."""
    chance = random.Random(SEED)
    small = [line for line in lines if len(line) <= mean]
    large = [line for line in lines if len(line) > mean]
    total = 0
    with path.open("wb") as file:
        for number in range(count):
            side = small if total > number * mean and small or not large else large
            line = chance.choice(side)
            # Each is a measurement of its own: as if another program had sent it.
            line = line.replace(b'"report_id":"', b'"report_id":"%d' % number, 1)
            total += len(line) + 1
            file.write(line + b"\n")
    return total


def ours(program: str, path: pathlib.Path, threads: int, count: int,
         marks: list[str]) -> tuple[dict[str, float], bytes]:
    """Runs `haidang verdict`, and checks that it read every line."""
    said, told = path.with_suffix(".out"), path.with_suffix(".err")
    with said.open("wb") as out, told.open("wb") as errors:
        took = measure.run([program, "verdict", str(path), "--threads", str(threads), "--csv", *marks],
                           stdout=out, stderr=errors, env=os.environ | {"HAIDANG_LANG": "en"})
    read = re.search(r"([\d,]+) measurements read", told.read_text())
    if not read or int(read[1].replace(",", "")) != count:
        raise SystemExit(f"haidang did not read {count} measurements: {told.read_text()[-500:]}")
    return took, said.read_bytes()


def section(program: str, work: pathlib.Path, folder: pathlib.Path, kind: int, count: int) -> list[list[str]]:
    """The rows of one kind of measurements."""
    name, mean, _, wanted = KINDS[kind]
    path = work / f"{kind}.jsonl"
    size = draw(pool(folder, kind), mean, count, path)
    label = f"{name}, {count:,} of {size / count / 1000:.1f} KB"
    marks = [f"--fingerprints={path}" for path in sorted((folder / "fingerprints").glob("fingerprints_*.csv"))]

    def row(what: str, took: dict[str, float], goal: str = "") -> list[str]:
        return [f"{label}: {what}", f"{count / took['wall']:,.0f}", f"{count / took['cpu']:,.0f}",
                f"{took['cpu']:.2f}", f"{took['peak']:.0f}", goal]

    one, first = ours(program, path, 1, count, marks)
    two, second = ours(program, path, 2, count, marks)
    packed = path.with_suffix(".jsonl.gz")
    with path.open("rb") as plain, gzip.open(packed, "wb", compresslevel=6) as out:
        shutil.copyfileobj(plain, out)
    squeezed, third = ours(program, packed, 2, count, marks)
    if not first == second == third:
        raise SystemExit("one thread, two threads and gzip do not say the same")
    rows = [row(f"ours, with {len(marks)} tables of fingerprints, 1 thread", one, f"≥ {wanted:,}/s"),
            row(f"ours, 2 threads: {one['wall'] / two['wall']:.2f} × as fast", two, "≥ 1.7 ×, < 256 MB"),
            row("ours, 2 threads, gzip", squeezed, "< 256 MB")]
    script = work / "reference.py"
    script.write_text(REFERENCE)
    counted = work / "reference.out"
    with counted.open("wb") as out:
        rival = measure.run([os.environ.get("OONIDATA_PYTHON", sys.executable), str(script), str(path)], stdout=out)
    read, failed = map(int, counted.read_text().split())
    if read + failed != count:
        raise SystemExit("the reference did not see every line")
    stumbled = f" ({failed:,} lines failed)" if failed else ""
    rows.append(row(f"oonidata 0.3.0, parse only, judges nothing{stumbled}", rival))
    rows.append([f"{label}: CPU of the reference's parse ÷ ours of all", "",
                 f"{rival['cpu'] / one['cpu']:.1f} ×", "", "", ""])
    return rows


def main() -> None:
    """Prints the table, or why there is none."""
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get(
        "INTERFERENCE_DATA", measure.ROOT / "../shared/data/interference")).resolve()
    counts = [int(sys.argv[2 + kind]) if len(sys.argv) > 2 + kind else KINDS[kind][2] for kind in (0, 1)]
    if not pool(folder, 0) or not pool(folder, 1):
        print("## Verdicts on measurements\n\nSkipped: the measurements do not lie beside the repository; "
              "give their folder in INTERFERENCE_DATA.")
        return
    program = measure.build("haidang")
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        rows = [row for kind in (0, 1) for row in section(program, work, folder, kind, counts[kind])]
        print(measure.table("Verdicts on measurements, against OONI's Python library", "Benchmarks/interference.py",
                            ["what", "measurements/s", "per CPU second", "CPU seconds", "peak MB", "wanted"], rows))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
