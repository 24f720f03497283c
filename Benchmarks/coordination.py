#!/usr/bin/env python3
"""`haidang coordination` on made-up actions with planted truth, beside two others that count co-actions.

The generator is not ours to carry: it lies beside the repository, or where ACTIONS_GENERATOR says; any with
the sub-commands `gen`, `convert` and `score` will do. Neither coordination-network-toolkit 1.5.2 (TOOLKIT names its
program) nor CooRTweet 2.1.3 (COORTWEET names a folder with its R sources, which are the user's to bring; R and its
packages come from Debian, see coortweet.R) tests anything; both count co-actions within a time.

usage: coordination.py [--sizes 10000,100000,1000000] [--seeds 7,11,23] [--organic 7] [--rival-up-to 1000000]
       [--coortweet-up-to 100000] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import measure

GENERATOR = os.environ.get("ACTIONS_GENERATOR", str(measure.ROOT / "../shared/tools/gen_actions.py"))
TOOLKIT = os.environ.get("TOOLKIT", "")
COORTWEET = os.environ.get("COORTWEET", "")
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
HEADINGS = ["actions, seed", "what", "CPU s", "peak MB", "precision", "recall", "F1", "innocent accounts", "wanted"]
# CPU seconds, peak MB and what precision and recall must reach, by size (all levels; high).
WANTED = {
    10_000: ("", ""),
    100_000: ("P ≥ .99, R ≥ .90", "R ≥ .68"),
    1_000_000: ("≤ 4 s, ≤ 300 MB, P ≥ .985, R ≥ .89", "P 1.00, R ≥ .77"),
    10_000_000: ("≤ 60 s, ≤ 2,000 MB, F1 ≥ .97", ""),
}
SORTED_LINES = """
import csv, json, sys
rows = sorted(csv.DictReader(open(sys.argv[1])), key=lambda one: int(one["timestamp"]))
with open(sys.argv[2], "w") as out:
    for one in rows:
        out.write(json.dumps(one, ensure_ascii=False) + "\\n")
"""


def made(home: pathlib.Path, size: int, seed: int, *more: str) -> pathlib.Path:
    """A folder with actions and what was planted in them."""
    folder = home / "-".join(map(str, (size, seed, *more)))
    if not (folder / "meta.json").exists():
        more += ("--no-text",) if size >= 10_000_000 else ()
        subprocess.run([sys.executable, GENERATOR, "gen", "--n", str(size), "--seed", str(seed), *more, "--out",
                        str(folder)], check=True, stdout=subprocess.DEVNULL)
    return folder


def score(data: pathlib.Path, predicted: pathlib.Path) -> dict:
    """Precision and recall of accounts, by the generator's own rule."""
    done = subprocess.run([sys.executable, GENERATOR, "score", "--dir", str(data), "--pred", str(predicted)],
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def row(data: pathlib.Path, what: str, took: dict[str, float], result: dict, wanted: str = "") -> list[str]:
    size, seed = data.name.split("-")[:2]
    return [f"{int(size):,}, {seed}", what, f"{took['cpu']:.2f}", f"{took['peak']:.0f}",
            f"{result['precision']:.3f}", f"{result['recall']:.3f}", f"{result['f1']:.3f}", str(result["fp"]), wanted]


def ours(program: str, data: pathlib.Path, key: pathlib.Path) -> list[list[str]]:
    """Reading, pseudonyms, search and findings as JSON."""
    command = [program, "coordination", "run", str(data / "actions.csv"), "--key", str(key), "--min-group", "3"]
    took = measure.run([*command, "--json"], **QUIET)
    # The names behind pseudonyms are needed to score, not to search: they are not in the time.
    subprocess.run([*command, "--out", str(data / "out"), "--reveal", "--because", "made-up accounts"], check=True,
                   **QUIET)
    revealed = list(csv.DictReader((data / "out/revealed.csv").open()))
    rows = []
    wanted = WANTED.get(int(data.name.split("-")[0]), ("", ""))
    for place, (what, levels) in enumerate((("haidang", {"medium", "high"}), ("haidang, level high", {"high"}))):
        predicted = data / f"predicted-{place}.csv"
        with predicted.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["actor", "group"])
            writer.writerows((one["actor"], one["group"]) for one in revealed if one["level"] in levels)
        rows.append(row(data, what, took, score(data, predicted), wanted[place]))
    return rows


def toolkit(data: pathlib.Path) -> list[list[str]]:
    """The rival's retweet network within 60 seconds, at two weights."""
    source, database = data / "cnt.csv", data / "cnt.db"
    subprocess.run([sys.executable, GENERATOR, "convert", "--dir", str(data), "--to", "cnt", "--output",
                    str(source)], check=True, stdout=subprocess.DEVNULL)
    database.unlink(missing_ok=True)
    read = measure.run([TOOLKIT, str(database), "preprocess", "--format", "csv", str(source)], **QUIET)
    count = measure.run([TOOLKIT, str(database), "compute", "co_retweet", "--time_window", "60",
                         "--min_edge_weight", "2", "--n_cpus", "1"], **QUIET)
    took = {"cpu": read["cpu"] + count["cpu"], "peak": max(read["peak"], count["peak"])}
    rows = []
    for least in (2, 5):
        predicted = data / "cnt-predicted.csv"
        with sqlite3.connect(database) as found, predicted.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["source", "target"])
            writer.writerows(found.execute(
                "select user_1, user_2 from co_retweet_network where user_1 <> user_2 and weight >= ?", (least,)))
        rows.append(row(data, f"toolkit, 60 s, weight ≥ {least}", took, score(data, predicted)))
    return rows


def coortweet(data: pathlib.Path) -> list[list[str]]:
    """The other rival's network within 60 seconds above the median weight: reading, pairs and graph."""
    source, predicted = data / "coortweet.csv", data / "coortweet-predicted.csv"
    subprocess.run([sys.executable, GENERATOR, "convert", "--dir", str(data), "--to", "coortweet", "--output",
                    str(source)], check=True, stdout=subprocess.DEVNULL)
    script = str(measure.ROOT / "Benchmarks/coortweet.R")
    try:
        took = measure.run(["Rscript", script, COORTWEET, str(source), "60", "2", "0.5", str(predicted)], **QUIET)
    except SystemExit as ended:
        size, seed = data.name.split("-")[:2]
        return [[f"{int(size):,}, {seed}", f"CooRTweet, 60 s: ends with exit code {str(ended).split()[-1]}", "", "", "",
                 "", "", "", ""]]
    return [row(data, "CooRTweet, 60 s, weight above the median", took, score(data, predicted))]


def edges(program: str, data: pathlib.Path, key: pathlib.Path, seconds: int) -> str:
    """How many undirected edges our count of co-actions has, and the toolkit's where it is there."""
    out = data / f"edges-{seconds}"
    subprocess.run([program, "coordination", "run", str(data / "actions.csv"), "--key", str(key), "--method",
                    "co-action", "--window", str(seconds), "--weight", "2", "--out", str(out)],
                   check=True, **QUIET)
    pairs = {frozenset((one["source"], one["target"])) for one in csv.DictReader((out / "edges.csv").open())}
    return f"{len({pair for pair in pairs if len(pair) == 2}):,}"


def stream(program: str, data: pathlib.Path, key: pathlib.Path) -> list[str]:
    """The same actions as JSON Lines in the order of their times, as fast as they are taken."""
    lines = data / "actions.jsonl"
    # Elsewhere: the peak of a child begins with that of the process that starts it.
    subprocess.run([sys.executable, "-c", SORTED_LINES, str(data / "actions.csv"), str(lines)], check=True)
    with lines.open() as source:
        took = measure.run([program, "coordination", "follow", "-", "--key", str(key), "--json"], stdin=source,
                           **QUIET)
    size, seed = data.name.split("-")[:2]
    return [f"{int(size):,}, {seed}", f"haidang, stream: {int(size) / took['cpu']:,.0f} actions per CPU second",
            f"{took['cpu']:.2f}", f"{took['peak']:.0f}", "", "", "", "", "≥ 20,000/s"]


def main() -> None:
    """Prints the table, or why there is none."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--seeds", default="7,11,23")
    parser.add_argument("--organic", default="7")
    parser.add_argument("--rival-up-to", type=int, default=1_000_000)
    parser.add_argument("--coortweet-up-to", type=int, default=100_000)
    parser.add_argument("--keep")
    given = parser.parse_args()
    if not pathlib.Path(GENERATOR).exists():
        print("## Coordination\n\nSkipped: the generator of actions does not lie beside the repository; name it in "
              "ACTIONS_GENERATOR.")
        return
    program = measure.build("haidang")
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(given.keep or scratch)
        key = pathlib.Path(scratch) / "accounts.key"
        for size in map(int, given.sizes.split(",")):
            for seed in map(int, given.seeds.split(",")):
                print(f"Measuring: {size:,} actions, seed {seed}", file=sys.stderr)
                data = made(home, size, seed)
                rows += ours(program, data, key)
                if TOOLKIT and size <= given.rival_up_to and seed == 7:
                    rows += toolkit(data)
                if COORTWEET and size <= given.coortweet_up_to and seed == 7:
                    rows += coortweet(data)
                if (size, seed) == (100_000, 7):
                    found = ", ".join(f"{seconds} s {edges(program, data, key, seconds)}" for seconds in (10, 60))
                    rows.append(["100,000, 7", f"haidang, co-action, weight ≥ 2, undirected edges: {found}", "", "",
                                 "", "", "", "", "796, 5,369"])
                if (size, seed) == (1_000_000, 7):
                    rows.append(stream(program, data, key))
        for seed in filter(None, given.organic.split(",")):
            for size in (100_000, 1_000_000):
                data = made(home, size, int(seed), "--no-campaigns")
                told = subprocess.run([program, "coordination", "run", str(data / "actions.csv"), "--key", str(key),
                                       "--min-group", "3", "--json"], capture_output=True, check=True).stdout
                summary = json.loads(told)["summary"]
                rows.append([f"{size:,}, {seed}", "haidang, nothing planted: "
                             f"{summary['high']} high, {summary['medium']} medium of {summary['groups']} groups",
                             "", "", "", "", "", "", "0 high, ≤ 1 medium"])
    print(measure.table("Coordination, against coordination-network-toolkit and CooRTweet", "Benchmarks/coordination.py", HEADINGS,
                        rows))


if __name__ == "__main__":
    main()
