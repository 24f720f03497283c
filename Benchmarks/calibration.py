#!/usr/bin/env python3
"""Writes Documentation/calibration.md and its picture: what is found in worlds where nobody acts in lockstep.

Runs `haidang coordination calibrate` on made-up actions, with and without planted campaigns. The generator is
found as Benchmarks/coordination.py says.

usage: calibration.py [--size 100000] [--runs 20] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import math
import pathlib
import subprocess
import tempfile

import coordination
import measure

PAGE = measure.ROOT / "Documentation/calibration.md"
PICTURE = measure.ROOT / "Documentation/calibration.svg"
WORLDS = {"strangers": ("#4a7ab0", "worlds of strangers"), "audiences": ("#8a6d1d", "worlds of audiences"),
          "as-it-is": ("#b03a2e", "the actions as they are")}
# The plot: left, top, width and height in pixels; chances of 10^0 to 10^-DEEPEST.
LEFT, TOP, WIDTH, HEIGHT, DEEPEST = 70, 20, 560, 300, 20


def calibrate(program: str, data: pathlib.Path, key: pathlib.Path, runs: int) -> list[dict]:
    done = subprocess.run([program, "coordination", "calibrate", str(data / "actions.csv"), "--key", str(key), "--runs",
                           str(runs), "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def steps(runs: list[dict]) -> list[tuple[float, float]]:
    """Per chance, how many groups of a world on average have one as small or smaller."""
    depths = sorted((min(DEEPEST, -depth) for run in runs for depth in run["p_log10"]), reverse=True)
    return [(depth, (place + 1) / len(runs)) for place, depth in enumerate(depths)]


def place(depth: float, count: float, most: float) -> str:
    return f"{LEFT + depth / DEEPEST * WIDTH:.1f},{TOP + HEIGHT - count / most * HEIGHT:.1f}"


def line(runs: list[dict], most: float, colour: str) -> str:
    points, below = [], 0.0
    for depth, count in steps(runs):
        points += [place(depth, below, most), place(depth, count, most)]
        below = count
    points.append(place(0, below, most))
    return f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="2"/>'


def picture(by_world: dict[str, list[dict]], limit: float) -> str:
    """Groups by the smallest chance of their tests of timing, each kind of world as a line of steps."""
    most = max((count for runs in by_world.values() for _, count in steps(runs)), default=1)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 420" role="img" font-family="sans-serif" '
             f'font-size="13"><title>Groups by the chance of their timing</title><rect width="660" height="420" '
             f'fill="#fff"/>']
    for depth in range(0, DEEPEST + 1, 5):
        x = LEFT + depth / DEEPEST * WIDTH
        label = f"10⁻{str(depth).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}" if depth else "1"
        parts.append(f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{TOP + HEIGHT}" stroke="#ddd"/>'
                     f'<text x="{x}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{label}</text>')
    for part in range(5):
        count = most * part / 4
        y = TOP + HEIGHT - HEIGHT * part / 4
        parts.append(f'<line x1="{LEFT}" y1="{y}" x2="{LEFT + WIDTH}" y2="{y}" stroke="#ddd"/>'
                     f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{count:.0f}</text>')
    x = LEFT + limit / DEEPEST * WIDTH
    parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{TOP + HEIGHT}" stroke="#222" '
                 f'stroke-dasharray="5 4"/><text x="{x + 6:.1f}" y="{TOP + 14}">what a test needs to pass</text>')
    for number, (world, runs) in enumerate(by_world.items()):
        colour, name = WORLDS[world]
        parts.append(line(runs, most, colour))
        parts.append(f'<rect x="{LEFT + number * 195}" y="372" width="14" height="14" fill="{colour}"/>'
                     f'<text x="{LEFT + number * 195 + 20}" y="384">{name}</text>')
    parts.append(f'<text x="{LEFT + WIDTH / 2}" y="356" text-anchor="middle">smallest chance of a group\'s tests of '
                 f'timing</text><text x="18" y="{TOP + HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 18 '
                 f'{TOP + HEIGHT / 2})">groups per world</text></svg>')
    return "\n".join(parts) + "\n"


def row(name: str, runs: list[dict]) -> str:
    return (f"| {name} | {len(runs)} | {sum(run['groups'] for run in runs):,} | {sum(run['high'] for run in runs)} | "
            f"{sum(run['medium'] for run in runs)} | {sum(run['accounts'] for run in runs):,} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--keep")
    given = parser.parse_args()
    program = measure.build("haidang")
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        home, key = pathlib.Path(given.keep or scratch), pathlib.Path(scratch) / "accounts.key"
        for seed in (7, 11):
            for more, what in (((), "12 campaigns"), (("--no-campaigns",), "no campaign")):
                runs = calibrate(program, coordination.made(home, given.size, seed, *more), key, given.runs)
                by_world = {world: [run for run in runs if run["world"] == world] for world in WORLDS}
                rows += [row(f"seed {seed}, {what}: {WORLDS[world][1]}", by_world[world]) for world in WORLDS]
                if seed == 7 and not more:
                    # A test passes below 0.001 over all groups of a search.
                    limit = 3 + math.log10(by_world["as-it-is"][0]["groups"])
                    PICTURE.write_text(picture(by_world, limit))
    head = PAGE.read_text().split("<!-- figures -->")[0] if PAGE.exists() else ""
    PAGE.write_text(f"{head}<!-- figures -->\n\n| {given.size:,} actions | worlds | groups | high | medium | accounts "
                    "|\n|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
