#!/usr/bin/env python3
"""The search for episodes: replay of 60 days, false episodes in 200 countries where nothing happens, and
what is found of what was planted, on seeds that were not used for tuning.

usage: episodes.py [NULL-RUNS [REHEARSALS]]
"""

from __future__ import annotations

import json
import subprocess
import sys

import measure


def told(bench: str, *options: str) -> dict:
    """What `bench episodes` says; it ends with 1 where something was not as it should be."""
    done = subprocess.run([bench, "episodes", *options], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def main() -> None:
    """Prints the table."""
    null = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    bench = measure.build("bench")
    speed = told(bench)
    nothing = told(bench, "--null", str(null), "--seed", "3001")
    rows = [
        [f"replay of {speed['days']} days, {speed['series']:,} series, {speed['observations']:,} observations",
         f"{speed['seconds']:.2f} s", "≤ 10 s"],
        ["the same, observations a second, one core", f"{speed['observations_per_second']:,.0f}", ""],
        ["peak memory", f"{speed['peak_mb']:.0f} MB", ""],
        [f"false episodes in {nothing['null_runs']} runs of 60 days where nothing happens "
         f"(seeds from {nothing['first_seed']}; {nothing['observations']:,} observations)",
         str(nothing["false_episodes"]), "0"],
    ]
    print(measure.table("Episodes", "Benchmarks/episodes.py", ["what", "seen", "wanted"], rows))


if __name__ == "__main__":
    main()
