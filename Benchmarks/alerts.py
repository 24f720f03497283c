#!/usr/bin/env python3
"""The engine of alerts: hours of quiet watching to a false alarm, counted beside stated, and the detector of
series of any shape on the Numenta Anomaly Benchmark, with and without our scorer's own detector.

usage: alerts.py [ALARMS]       how many false alarms are wanted for each rate and dispersion; 300

The benchmark's data lie beside the repository in `../shared/data/signals/nab`, or in the folder that NAB_DATA
names; without them it says so and leaves them out.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys

import measure

# Seeds that the engine's own table was not made with.
SEED = "2000001"


def lines(bench: str, *options: str) -> list[list[str]]:
    """The cells of the table that a command of `bench` prints."""
    told = subprocess.run([bench, *options], capture_output=True, text=True, check=True).stdout
    rows = [line.strip("| ").split(" | ") for line in told.splitlines() if line.startswith("| ")]
    return rows[1:]


def run_lengths(bench: str, alarms: str) -> str:
    """Counted divided by stated, one line for a rate and season, one column for a dispersion."""
    cells: dict[tuple[str, str], list[str]] = {}
    columns: list[str] = []
    for row in lines(bench, "run-lengths", "--alarms", alarms, "--seed", SEED):
        rate, dispersion, season, ratio = row[0], row[1], row[2], row[5]
        cells.setdefault((rate, season), []).append(ratio)
        if dispersion not in columns:
            columns.append(dispersion)
    rows = [[rate, season, *ratios, "0.8 … 1.2"] for (rate, season), ratios in cells.items()]
    headings = ["rate/h", "season", *[f"α {column}" for column in columns], "wanted"]
    return measure.table(
        "Alerts", f"bench run-lengths --alarms {alarms} --seed {SEED}", headings, rows)


def nab(bench: str) -> str:
    """Scores by profile: ours, and two published ones as a check of the scorer."""
    data = os.environ.get("NAB_DATA", "../shared/data/signals/nab")
    if not pathlib.Path(data, "labels").is_dir():
        return f"skipped: {data} is not there"
    ours = lines(bench, "nab", "--data", data)
    rows = [["ours", *[row[1] for row in ours], "≥ 70"]]
    for detector, wanted in (("numenta", "70.1/63.2/74.3"), ("windowedGaussian", "39.6/20.9/47.4")):
        scores = lines(bench, "nab", "--data", data, "--published", detector)
        rows.append([f"{detector}, its published anomaly scores", *[row[1] for row in scores], wanted])
    return measure.table(
        "Numenta Anomaly Benchmark", "bench nab", ["detector", "standard", "low FP", "low FN", "wanted"], rows)


def main() -> None:
    """Prints the tables."""
    bench = measure.build("bench")
    print(run_lengths(bench, sys.argv[1] if len(sys.argv) > 1 else "300"))
    print(nab(bench))


if __name__ == "__main__":
    main()
