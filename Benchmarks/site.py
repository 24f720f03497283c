#!/usr/bin/env python3
"""Server pages against Datasette: 100 rows out of 100,000 events, HTML, JSON and full text.

Makes an observatory of synthetic events and gives Datasette the same rows with the same indexes and
a full-text table. Both are asked in turn, three rounds, by wrk; what counts is the server's CPU time
per request. Both answers are checked to hold 100 rows.
"""

from __future__ import annotations

import csv
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request

import measure
from serving import ROUNDS, free_port, load, wait_for

EVENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def datasette_rows(observatory: str, program: str, target: pathlib.Path) -> None:
    """Gives Datasette the rows that our list shows, from our own CSV."""
    listed = subprocess.run(
        [program, "-C", observatory, "list", "event", "--csv"],
        check=True, capture_output=True, text=True,
    ).stdout
    rows = list(csv.DictReader(listed.splitlines()))
    assert len(rows) == EVENTS, f"{len(rows)} rows instead of {EVENTS}"
    base = sqlite3.connect(target)
    base.execute(
        "CREATE TABLE events(id TEXT PRIMARY KEY, day TEXT, kind TEXT, standing TEXT,"
        " sources INTEGER, title TEXT)"
    )
    base.executemany(
        "INSERT INTO events VALUES(?,?,?,?,?,?)",
        [[r["id"], r["when"], r["kind"], r["standing"], r["sources"], r["title"]] for r in rows],
    )
    for column in ("day", "kind", "standing"):
        base.execute(f"CREATE INDEX events_{column} ON events({column})")
    base.execute('CREATE VIRTUAL TABLE events_fts USING fts5(title, content="events")')
    base.execute("INSERT INTO events_fts(rowid, title) SELECT rowid, title FROM events")
    base.execute("ANALYZE")
    base.commit()


def check_rows(address: str, ids: set[str]) -> set[str]:
    """Makes sure that an address answers by itself, with 100 events; returns which."""
    with urllib.request.urlopen(address) as answer:
        if answer.url != address:
            raise SystemExit(f"{address} moved to {answer.url}: that would be measured instead")
        found = set(re.findall(r"\be\d{6}\b", answer.read().decode())) & ids
    if not 100 <= len(found) <= 101:
        raise SystemExit(f"{address} shows {len(found)} events instead of 100")
    return found


def main() -> None:
    """Prints the table."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    program = measure.build("haidang")
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        observatory = str(work / "observatory")
        measure.synthetic(program, observatory, EVENTS)
        datasette_rows(observatory, program, work / "events.db")
        ours, theirs = free_port(), free_port()
        # Pages that the shelf keeps must not be what is measured: every page is made anew.
        server = subprocess.Popen([program, "-C", observatory, "serve", "--port", str(ours), "--no-shelf"],
                                  stdout=subprocess.DEVNULL)
        rival = subprocess.Popen(
            [sys.executable, "-m", "datasette", "serve", "-i", str(work / "events.db"),
             "-p", str(theirs), "--setting", "suggest_facets", "off"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        a, b = f"http://127.0.0.1:{ours}", f"http://127.0.0.1:{theirs}"
        wait_for(a + "/en/events/index.html")
        wait_for(b + "/")
        cases = [
            ("HTML, 100 rows", a + "/en/events/index.html?sort=old",
             b + "/events/events?_size=100&_sort=day", 40),
            ("JSON, 100 rows", a + "/en/events/index.json?sort=old",
             b + "/events/events.json?_size=100&_sort=day&_shape=array", 5),
            ("full text, 100 rows of 7 %", a + "/en/events/index.html?q=journalist%20letter%20page&sort=old",
             b + "/events/events?_search=journalist+letter+page&_size=100&_sort=day", 40),
            ("full text, 100 rows of 45 %", a + "/en/events/index.html?q=journalist&sort=old",
             b + "/events/events?_search=journalist&_size=100&_sort=day", 40),
        ]
        ids = {f"e{number:06}" for number in range(EVENTS)}
        rows = []
        for name, mine, other, wanted in cases:
            if len(check_rows(mine, ids) & check_rows(other, ids)) < 90:
                raise SystemExit(f"{name}: the two show different events")
            best: dict[str, list[dict[str, float]]] = {"ours": [], "theirs": []}
            for _ in range(ROUNDS):
                best["ours"].append(load(mine, server.pid))
                best["theirs"].append(load(other, rival.pid))
            one = min(best["ours"], key=lambda r: r["cpu"])
            two = min(best["theirs"], key=lambda r: r["cpu"])
            rows.append([name, f"{one['cpu']:.3f}", f"{two['cpu']:.2f}", f"{two['cpu'] / one['cpu']:.0f} ×",
                         f"≥ {wanted} ×", f"{one['rate']:.0f}", f"{two['rate']:.0f}",
                         f"{one['p99']:.1f}"])
        rows.append(["peak memory, MB", f"{measure.peak_megabytes(server.pid):.0f}",
                     f"{measure.peak_megabytes(rival.pid):.0f}", "", "", "", "", ""])
        server.terminate()
        rival.terminate()
        print(measure.table(
            f"Server pages, {EVENTS:,} events, against Datasette", "Benchmarks/site.py",
            ["case", "ours, CPU ms/request", "Datasette, CPU ms/request", "ratio", "wanted",
             "ours, requests/s", "Datasette, requests/s", "ours, p99 ms at 16"], rows))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
