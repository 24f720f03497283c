#!/usr/bin/env python3
"""Makes the cells of RunLengthTable out of what `bench run-lengths --table N` counted.

usage: run_length_table.py COUNTS… > Sources/Signals/Alerts/RunLengthTable+Cells.swift

Lines of one cell in several files are added up. For each cell and direction ln(bins / (A · count)) is a parabola in
ln(A/1000), fitted as the mean of Poisson counts by Newton's method; slope and bend are held a little towards 0.
"""

from __future__ import annotations

import sys

import numpy as np

HEIGHTS = np.array([250.0, 500, 1000, 2000, 4000, 8000, 16000])
X = np.log(HEIGHTS / 1000)
MEANS = [0.03, 0.1, 0.3, 1, 3, 10, 30, 100]
DISPERSIONS = [0.0, 0.05, 0.2, 0.7, 2.5, 6]
HELD = np.array([0, 30.0, 300.0])


def fit(bins: float, counts: np.ndarray) -> np.ndarray:
    """The three coefficients of a cell."""
    powers = np.stack([np.ones(len(X)), X, X * X], 1)
    found = np.array([np.log(bins / HEIGHTS[1] / max(counts[1], 1)), 0.0, 0.0])
    for _ in range(200):
        means = bins / HEIGHTS * np.exp(-powers @ found)
        slope = -(powers.T @ (counts - means)) - HELD * found
        bend = (powers.T * means) @ powers + np.diag(HELD)
        found = found + 0.7 * np.linalg.solve(bend, slope)
    return found


def main() -> None:
    """Prints the Swift file."""
    cells: dict[tuple[float, float], tuple[float, np.ndarray, np.ndarray]] = {}
    for path in sys.argv[1:]:
        for line in open(path, encoding="utf-8"):
            words = line.split()
            key = (float(words[0]), float(words[1]))
            bins, rises, falls = cells.get(key, (0.0, np.zeros(7), np.zeros(7)))
            cells[key] = (
                bins + float(words[2]), rises + np.array(words[4:11], float), falls + np.array(words[12:19], float))
    print("/// Made by Benchmarks/run_length_table.py of 100 series for each cell, and 300 more from a mean of 3.")
    print("extension RunLengthTable {")
    for place, name in enumerate(["up", "down"]):
        print(f"{'' if place == 0 else chr(10)}  /// {'Upward' if place == 0 else 'Downward'}.")
        print(f"  static let {name} = RunLengthTable(cells: [")
        for mean in MEANS:
            print(f"    // A mean of {mean:g}.")
            for dispersion in DISPERSIONS:
                bins, *counts = cells[(mean, dispersion)]
                print("    [{:.3f}, {:.3f}, {:.4f}],".format(*fit(bins, counts[place])))
        print("  ])")
    print("}")


if __name__ == "__main__":
    main()
