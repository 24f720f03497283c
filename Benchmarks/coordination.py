#!/usr/bin/env python3
"""`haidang coordination run` on made-up actions with planted truth, beside coordination-network-toolkit.

The generator lies beside the repository and is named on the command line; anybody's generator with the
sub-commands `gen`, `convert` and `score` will do. The toolkit (pip, 1.5.2) is run when TOOLKIT names its
`compute_networks`; it counts co-actions within 60 seconds and tests nothing. CPU seconds are user and
system together. CooRTweet needs R and its sources: SOURCES in the text of BENCHMARKS.md says how.

usage: coordination.py GENERATOR [--sizes 10000,100000,1000000] [--seeds 7,11,23] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import tempfile


def run(arguments: list[str], **more) -> tuple[float, float, subprocess.CompletedProcess]:
    """CPU seconds and peak memory in MB of a program, by a fork of its own so that peaks stay apart."""
    script = ("import json,resource,subprocess,sys;"
              "r=subprocess.run(sys.argv[1:],stdout=2);u=resource.getrusage(resource.RUSAGE_CHILDREN);"
              "print(json.dumps([r.returncode,u.ru_utime+u.ru_stime,u.ru_maxrss/1024]))")
    done = subprocess.run([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, **more)
    code, seconds, peak = json.loads(done.stdout)
    if code not in (0, 4):
        sys.exit(f"{arguments[0]} ended with {code}: {done.stderr[-2000:]}")
    return seconds, peak, done


def score(generator: str, data: pathlib.Path, predicted: pathlib.Path) -> dict:
    done = subprocess.run([sys.executable, generator, "score", "--dir", str(data), "--pred", str(predicted)],
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def ours(program: str, generator: str, data: pathlib.Path, key: pathlib.Path) -> list[str]:
    rows = []
    for level in ("medium", "high"):
        out = data / f"out-{level}"
        seconds, peak, _ = run([program, "coordination", "run", str(data / "actions.csv"), "--key", str(key),
                                "--level", level, "--json", "--min-group", "3"])
        # The names behind pseudonyms are needed to score, not to search: they are not in the time.
        run([program, "coordination", "run", str(data / "actions.csv"), "--key", str(key), "--level", level,
             "--min-group", "3", "--out", str(out), "--reveal", "--because", "scoring made-up accounts"])
        result = score(generator, data, out / "revealed.csv")
        rows.append(line(f"haidang, {level} and above" if level == "medium" else "haidang, high",
                         seconds, peak, result))
    return rows


def toolkit(program: str, generator: str, data: pathlib.Path) -> list[str]:
    source, database = data / "cnt.csv", data / "cnt.db"
    subprocess.run([sys.executable, generator, "convert", "--dir", str(data), "--to", "cnt", "--output",
                    str(source)], check=True)
    database.unlink(missing_ok=True)
    one, peak_one, _ = run([program, str(database), "preprocess", "--format", "csv", str(source)])
    two, peak_two, _ = run([program, str(database), "compute", "co_retweet", "--time_window", "60",
                            "--min_edge_weight", "2", "--n_cpus", "1"])
    rows = []
    for least in (2, 5):
        predicted = data / "cnt-pred.csv"
        with sqlite3.connect(database) as found, predicted.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["source", "target"])
            writer.writerows(found.execute(
                "select user_1, user_2 from co_retweet_network where user_1 <> user_2 and weight >= ?", (least,)))
        rows.append(line(f"toolkit, 60 s, weight ≥ {least}", one + two, max(peak_one, peak_two),
                         score(generator, data, predicted)))
    return rows


def line(name: str, seconds: float, peak: float, result: dict) -> str:
    return (f"| {name} | {seconds:.2f} | {peak:.0f} | {result['precision']:.3f} | {result['recall']:.3f} | "
            f"{result['f1']:.3f} | {result['fp']} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("generator")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--seeds", default="7,11,23")
    parser.add_argument("--keep")
    given = parser.parse_args()
    program = os.environ.get("HAIDANG", ".build/release/haidang")
    rival = os.environ.get("TOOLKIT")
    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(given.keep or scratch)
        key = pathlib.Path(scratch) / "accounts.key"
        for size in map(int, given.sizes.split(",")):
            for seed in map(int, given.seeds.split(",")):
                data = home / f"{size}-{seed}"
                if not (data / "actions.csv").exists():
                    more = ["--no-text"] if size >= 10_000_000 else []
                    subprocess.run([sys.executable, given.generator, "gen", "--n", str(size), "--seed", str(seed),
                                    "--out", str(data), *more], check=True, stdout=subprocess.DEVNULL)
                print(f"\n{size:,} actions, seed {seed}\n")
                print("| | CPU s | MB | precision | recall | F1 | innocent accounts |")
                print("|---|---|---|---|---|---|---|")
                rows = ours(program, given.generator, data, key)
                if rival:
                    rows += toolkit(rival, given.generator, data)
                print("\n".join(rows), flush=True)


if __name__ == "__main__":
    main()
