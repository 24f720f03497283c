#!/usr/bin/env python3
"""Attacks and crowds in made-up access logs with labels: what is found and how soon; and how fast logs are read, beside
wc, mawk, GoAccess and DuckDB.

The generator is not ours to carry: it lies beside the repository, or where ACCESSLOG_GENERATOR says. GoAccess comes from
Debian; RIVALS names a python that has duckdb. Rivals that are not there are left out. PROGRAM names a program that judges
logs as `bench flood` does, one line of JSON for each; without it `bench` is built.

usage: flood.py [--suites full,flash,hard,wave,clean] [--seeds 1,2,3,4] [--lines 250000]
       [--variants app,noref,noasset,noasset+app,noasset+noref,noasset+app+noref] [--speed 1000000] [--keep FOLDER]

Variants alter the labelled crowds of a log, or the whole of it: `app`: seven of ten of a crowd have agents that nobody knows,
and a quarter of what they ask fails; `noref`: crowds come without a referrer; `noasset`: the log has no furniture; `bounce`: of a
crowd few follow a link; `clickid`: each of a crowd comes with a number of its own behind the address.

An attack counts as found when a wave that meets it was noticed before its end; the delay is from its beginning to where the
log stood then. A wave that meets no attack is a crowd called an attack, or a false incident. What is said of few sources is
counted apart.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zlib

import measure

GENERATOR = os.environ.get("ACCESSLOG_GENERATOR", str(measure.ROOT / "../shared/tools/gen_accesslog.py"))
FURNITURE = re.compile(rb"\.(?:css|js|mjs|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|eot|mp4|webm|mp3)(?:\?| )")
OWN = b"tin-doc-lap.example"


def program() -> list[str]:
    if "PROGRAM" in os.environ:
        return os.environ["PROGRAM"].split()
    return [measure.build("bench"), "flood"]


def made(folder: pathlib.Path, suite: str, seed: str, lines: int) -> pathlib.Path:
    name = folder / f"{suite}-{seed}-{lines}"
    if not pathlib.Path(f"{name}.labels.json").exists():
        subprocess.run(
            [sys.executable, GENERATOR, "--out", str(name), "--suite", suite, "--seed", seed, "--lines", str(lines),
             "--line-labels"], check=True, stderr=subprocess.DEVNULL)
    return name


def varied(name: pathlib.Path, out: pathlib.Path, kinds: set[str]) -> None:
    """Writes a log with its crowds, or the whole of it, altered."""
    labels = json.loads(pathlib.Path(f"{name}.labels.json").read_text())
    crowds = {event["n"] for event in labels["events"] if event["class"] == "flash"}
    marks = pathlib.Path(f"{name}.lines.u8").read_bytes()
    draw = random.Random(7)
    with open(f"{name}.log", "rb") as source, open(out, "wb") as target:
        for number, line in enumerate(source):
            parts = line.split(b'"')
            is_furniture = bool(FURNITURE.search(parts[1]))
            if "noasset" in kinds and is_furniture:
                continue
            if marks[number] in crowds:
                who = line.split(b" ", 1)[0]
                from_outside = OWN not in parts[3]
                if "app" in kinds and zlib.crc32(who) % 10 < 7:
                    parts[5] = b"TinNhanh/3.%d (iOS; %s)" % (zlib.crc32(who) % 7, who[-3:])
                    if draw.random() < 0.25 and b" 200 " in parts[2]:
                        parts[2] = b" 502 553 "
                if "noref" in kinds and from_outside:
                    parts[3] = b"-"
                if "clickid" in kinds and from_outside and not is_furniture:
                    parts[1] = parts[1].replace(b" HTTP", b"?xid=%d HTTP" % draw.getrandbits(60))
                if "bounce" in kinds and not from_outside and not is_furniture and draw.random() < 0.85:
                    continue
                line = b'"'.join(parts)
            target.write(line)


class Score:
    """Adds up what was found in several logs."""

    def __init__(self) -> None:
        self.attacks = self.crowds = self.accused = self.false = self.few = 0
        self.days = 0.0
        self.delays: list[float] = []
        self.notes: list[str] = []

    def add(self, report: dict, labels: dict, name: str) -> None:
        start = datetime.datetime.fromisoformat(labels["start"]).timestamp()
        self.days += labels["hours"] / 24
        waves = [wave for incident in report["incidents"] for wave in incident["waves"]]
        self.few += sum(wave["verdict"] == "fewSources" for wave in waves)
        waves = [wave for wave in waves if wave["verdict"] != "fewSources"]
        met = set()
        for event in labels["events"]:
            begin, end = start + event["start"], start + event["end"]
            if event["class"] == "flash":
                self.crowds += 1
            if event["class"] != "attack":
                continue
            self.attacks += 1
            delay = None
            for place, wave in enumerate(waves):
                if wave["start"] < end + 60 and wave["end"] > begin - 30:
                    met.add(place)
                    if wave["detected"] <= end + 30:
                        since = max(0.0, wave["known"] - begin)
                        delay = since if delay is None else min(delay, since)
            if delay is None:
                self.notes.append(f"{name}: {event['kind']} at {event['start']} s was not found")
            else:
                self.delays.append(delay)
        for place, wave in enumerate(waves):
            if place in met:
                continue
            around = {
                event["class"] for event in labels["events"]
                if wave["start"] < start + event["end"] + 300 and wave["end"] > start + event["start"] - 60
            }
            kind = "a crowd" if "flash" in around else "a crawler" if "abuse" in around else "nothing"
            self.accused += kind == "a crowd"
            self.false += kind != "a crowd"
            self.notes.append(f"{name}: {kind} called an attack at {int(wave['start'] - start)} s: {wave['families']}")

    def row(self, what: str) -> str:
        delays = sorted(self.delays)
        at = lambda share: f"{delays[min(len(delays) - 1, int(share * len(delays)))]:.0f}" if delays else "–"  # noqa: E731
        return (f"| {what} | {len(delays)}/{self.attacks} | {at(0.5)} / {at(0.9)} / {at(1.0)} | "
                f"{self.accused}/{self.crowds} | {self.false} in {self.days:.0f} days | {self.few} |")


def judged(files: list[pathlib.Path]) -> dict[str, dict]:
    shown = subprocess.run([*program(), *map(str, files)], check=True, capture_output=True, text=True)
    return {report["file"]: report for report in map(json.loads, shown.stdout.splitlines())}


def accuracy(home: pathlib.Path, suites: list[str], seeds: list[str], lines: int, variants: list[str]) -> None:
    print("| logs | attacks found | delay, median / p90 / most, s | crowds called attacks | false incidents | few sources |")
    print("|---|---|---|---|---|---|")
    names = {(suite, seed): made(home, suite, seed, lines) for suite in suites for seed in seeds}
    notes: list[str] = []
    for variant in ["as generated", *variants]:
        score = Score()
        with tempfile.TemporaryDirectory(dir=home) as place:
            for (suite, seed), name in names.items():
                if variant == "as generated":
                    file = pathlib.Path(f"{name}.log")
                elif suite == "clean":
                    continue
                else:
                    file = pathlib.Path(place) / f"{name.name}.log"
                    varied(name, file, set(variant.split("+")))
                report = judged([file])[str(file)]
                labels = json.loads(pathlib.Path(f"{name}.labels.json").read_text())
                score.add(report, labels, f"{variant}, {suite} {seed}")
                if variant != "as generated":
                    file.unlink()
        print(score.row(variant), flush=True)
        notes += score.notes
    if notes:
        print("\n" + "\n".join(f"- {note}" for note in notes))


def speed(home: pathlib.Path, lines: int) -> None:
    """One file, all programs in turn; CPU seconds, the best of two."""
    name = made(home, "full", "1", lines)
    log = f"{name}.log"
    count = sum(block.count(b"\n") for block in iter(lambda f=open(log, "rb"): f.read(1 << 20), b""))
    ours = program()
    rivals = os.environ.get("RIVALS", sys.executable)
    trick = (f"SELECT column0, count(*) AS n FROM read_csv('{log}', delim=' ', quote='\"', escape='\\', header=false, "
             "columns={'column0':'VARCHAR','column1':'VARCHAR','column2':'VARCHAR','column3':'VARCHAR','column4':'VARCHAR',"
             "'column5':'VARCHAR','column6':'VARCHAR','column7':'VARCHAR','column8':'VARCHAR','column9':'VARCHAR'}, "
             "null_padding=true, ignore_errors=true, auto_detect=false) GROUP BY 1 ORDER BY n DESC LIMIT 20")
    commands = {
        "wc -l": ["wc", "-l", log],
        "mawk, count by address": ["mawk", "{c[$1]++} END{for(k in c) print c[k],k}", log],
        "DuckDB, count by address": [rivals, "-c", f"import duckdb; duckdb.sql('SET threads=1'); print(duckdb.sql('''{trick}'''))"],
        "GoAccess, JSON report": ["goaccess", log, "--log-format=COMBINED", "--no-progress", "--no-global-config",
                                  "-o", str(home / "goaccess.json")],
        "Hải Đăng, lines only": [*ours, "--reading", log],
        "Hải Đăng, verdicts": [*ours, log],
        "Hải Đăng, verdicts, two threads": [*ours, "--threads", "2", log],
    }
    print(f"\n{count:,} lines, {os.path.getsize(log):,} bytes; CPU seconds, best of two\n")
    print("| program | CPU s | wall s | lines per CPU second | peak MB |")
    print("|---|---|---|---|---|")
    for what, command in commands.items():
        if shutil.which(command[0]) is None:
            continue
        if "DuckDB" in what and subprocess.run([command[0], "-c", "import duckdb"], capture_output=True).returncode:
            continue
        runs = [measure.run(command, stderr=subprocess.DEVNULL) for _ in range(2)]
        best = min(runs, key=lambda run: run["cpu"])
        wall = min(run["wall"] for run in runs)
        print(f"| {what} | {best['cpu']:.2f} | {wall:.2f} | {count / max(best['cpu'], 0.001):,.0f} | {best['peak']:.0f} |",
              flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", default="full,flash,hard,wave,clean")
    parser.add_argument("--seeds", default="1,2,3,4")
    parser.add_argument("--lines", type=int, default=250_000)
    parser.add_argument("--variants", default="app,noref,noasset,noasset+app,noasset+noref,noasset+app+noref")
    parser.add_argument("--speed", type=int, default=1_000_000)
    parser.add_argument("--keep")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = pathlib.Path(given.keep or place)
        home.mkdir(parents=True, exist_ok=True)
        print("## Attacks and crowds in access logs\n")
        variants = [variant for variant in given.variants.split(",") if variant]
        if given.suites:
            accuracy(home, given.suites.split(","), given.seeds.split(","), given.lines, variants)
        if given.speed:
            speed(home, given.speed)


if __name__ == "__main__":
    main()
