#!/usr/bin/env python3
"""EU statements of reasons counted by six columns, beside DuckDB and polars, on made-up files with known counts.

The generator is not ours to carry: it lies beside the repository, or where STATEMENTS_GENERATOR says; any with
`--rows --seed --truth --out --version --dirty --layout` will do. The rivals are installed from
Benchmarks/statements-requirements.txt into the Python that RIVALS names; without it they are not run. They do not read
archives of archives, so that of those only our figure stands there.

usage: statements.py [--rows 1000000] [--seeds 7] [--check-rows 100000] [--threads 1,2] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import measure

GENERATOR = os.environ.get("STATEMENTS_GENERATOR", str(measure.ROOT / "../shared/tools/gen_dsa.py"))
RIVALS = os.environ.get("RIVALS", "")
HEADINGS = ["file", "reader", "CPU s", "rows per CPU s", "MB per CPU s", "wall s", "peak MB", "equal", "wanted"]
WANTED = {("plain", 1): "≥ 2,000,000 rows, < 64 MB", ("plain", 2): "≥ 1.8 × one thread", ("zip", 1): "≥ 450 MB"}
# Both give the groups as lines with tabs, as `bench statements --groups` does.
DUCKDB = """
import sys, duckdb
path, threads, keys = sys.argv[1], int(sys.argv[2]), sys.argv[3].split(",")
connection = duckdb.connect(config={"threads": threads})
connection.execute("set enable_progress_bar = false")
names = ", ".join(keys)
for row in connection.execute(
    f"select {names}, count(*) from read_csv(?, all_varchar=true, header=true) group by all", [path]).fetchall():
    print("\\t".join("" if one is None else str(one) for one in row))
"""
POLARS = """
import os, sys
path, threads, keys = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
os.environ["POLARS_MAX_THREADS"] = threads
import polars as pl
counts = pl.scan_csv(path, infer_schema=False).group_by(keys).len().collect(engine="streaming")
for row in counts.iter_rows():
    print("\\t".join("" if one is None else str(one) for one in row))
"""


def made(home: pathlib.Path, rows: int, seed: int, *more: str) -> tuple[pathlib.Path, dict]:
    """A file of statements, and its counts."""
    name = "-".join([str(rows), str(seed), *more]).replace("--", "")
    truth = home / f"{name}.json"
    target = home / (name if "tdb" in more else f"{name}.csv")
    if not truth.exists():
        subprocess.run([sys.executable, GENERATOR, "--rows", str(rows), "--seed", str(seed), "--truth", str(truth),
                        *more, "--out", str(target)], check=True, stderr=subprocess.DEVNULL)
    file = next(target.glob("*.zip")) if "tdb" in more else target
    return file, json.loads(truth.read_text())


def groups(lines: str) -> dict[tuple[str, ...], int]:
    """Groups with their counts."""
    rows = (line.split("\t") for line in lines.split("\n") if line)
    return {tuple(row[:-1]): int(row[-1]) for row in rows}


def run(command: list[str], truth: dict, home: pathlib.Path) -> tuple[dict[str, float], bool, str]:
    """What a reader takes, whether its counts are right, and what it says."""
    out, said = home / "groups.tsv", home / "figures.txt"
    with out.open("w") as file, said.open("w") as figures:
        took = measure.run(command, stdout=file, stderr=figures)
    wanted = {tuple(row[:-1]): row[-1] for row in truth["groups"]}
    return took, groups(out.read_text()) == wanted, said.read_text()


def main() -> None:
    """Prints the table, or why there is none."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seeds", default="7")
    parser.add_argument("--check-rows", type=int, default=100_000)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--keep")
    given = parser.parse_args()
    if not pathlib.Path(GENERATOR).exists():
        print("## Statements of reasons\n\nSkipped: the generator of statements does not lie beside the repository; "
              "name it in STATEMENTS_GENERATOR.")
        return
    program = measure.build("bench")
    rows: list[list[str]] = []

    def add(home: pathlib.Path, what: str, kind: str, file: pathlib.Path, size: int, truth: dict,
            threads: list[int], with_rivals: bool = True) -> None:
        keys = ",".join(truth["keys"])
        for count in threads:
            readers = {"haidang": [program, "statements", "--groups", "--by", keys, "--threads", str(count), str(file)]}
            if RIVALS and with_rivals:
                for name, script in (("DuckDB", DUCKDB), ("polars", POLARS)):
                    readers[name] = [RIVALS, "-c", script, str(file), str(count), keys]
            for name, command in readers.items():
                took, is_right, said = run(command, truth, home)
                print(f"{what}, {name}, {count}: {said.strip()}", file=sys.stderr)
                wanted = WANTED.get((kind, count), "") if name == "haidang" else ""
                rows.append([what, f"{name}, {count} thread{'s' if count > 1 else ''}", f"{took['cpu']:.2f}",
                             f"{truth['rows'] / took['cpu']:,.0f}", f"{size / took['cpu'] / 1e6:,.0f}",
                             f"{took['wall']:.2f}", f"{took['peak']:.0f}", "yes" if is_right else "NO", wanted])

    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(given.keep or scratch)
        home.mkdir(parents=True, exist_ok=True)
        counts = list(map(int, given.threads.split(",")))
        for seed in map(int, given.seeds.split(",")):
            file, truth = made(home, given.rows, seed)
            size = file.stat().st_size
            add(home, f"{given.rows:,} rows, seed {seed}", "plain", file, size, truth, counts)
            for name, more in (("dirty", ("--dirty", "0.01")), ("light", ("--version", "light"))):
                file, truth = made(home, given.check_rows, seed, *more)
                add(home, f"{given.check_rows:,} rows, {name}, seed {seed}", name, file, file.stat().st_size, truth,
                    [1])
            file, truth = made(home, given.rows, seed, "--layout", "tdb")
            add(home, f"{given.rows:,} rows, archive, seed {seed}", "zip", file, size, truth, [1], with_rivals=False)
    print(measure.table("Statements of reasons, against DuckDB and polars", "Benchmarks/statements.py", HEADINGS,
                        rows))


if __name__ == "__main__":
    main()
