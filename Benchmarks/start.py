#!/usr/bin/env python3
"""How fast the program starts, beside Datasette, and how long the demonstration takes."""

from __future__ import annotations

import importlib.util
import pathlib
import shutil
import subprocess
import sys
import tempfile

import measure

RUNS = 21


def middle(command: list[str]) -> dict[str, float]:
    """The median wall and CPU milliseconds of several runs."""
    runs = [measure.run(command) for _ in range(RUNS)]
    return {key: sorted(run[key] for run in runs)[RUNS // 2] for key in ("wall", "cpu", "peak")}


def main() -> None:
    """Prints the table."""
    program = measure.build("haidang")
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        rows = []
        ours = middle([program, "--version"])
        rows.append(["`haidang --version`", f"{ours['wall'] * 1000:.0f} ms", f"{ours['cpu'] * 1000:.0f} ms",
                     f"{ours['peak']:.0f}", "≤ 30 ms"])
        if importlib.util.find_spec("datasette"):
            rival = middle([sys.executable, "-m", "datasette", "--version"])
            rows.append(["`datasette --version`", f"{rival['wall'] * 1000:.0f} ms",
                         f"{rival['cpu'] * 1000:.0f} ms", f"{rival['peak']:.0f}", ""])
        demo = measure.run(
            [program, "demo", "--from", str(measure.ROOT / "Data/viet-nam"), "--to", str(work / "observatory"),
             "--no-serve"], stderr=subprocess.DEVNULL)
        rows.append(["demonstration: import, publish, verify", f"{demo['wall']:.1f} s", f"{demo['cpu']:.1f} s",
                     f"{demo['peak']:.0f}", "≤ 10 s"])
        print(measure.table("Start and demonstration", "Benchmarks/start.py",
                            ["what", "wall", "CPU", "peak MB", "wanted"], rows))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
