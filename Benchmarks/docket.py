#!/usr/bin/env python3
"""Pages of the docket: docket.py [CASES], what they cost with so many cases.

Makes an observatory of made-up cases, serves it without a shelf, and asks for lists, for narrower ones, for a case and
for the pages that add cases up. What counts is the server's CPU time per request. That a list is right is checked
by the count that it tells, against the cases as they were written.
"""

from __future__ import annotations

import collections
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

import measure
from serving import ROUNDS, free_port, load, wait_for

CASES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
MORE = 20
PLATFORMS = ["river", "lantern", "bamboo", "ferry", "market", "village"]
MEASURES = ["removed", "disabled", "demoted", "age-restricted", "account-suspended", "monetary"]
TRIGGERS = ["state-request", "court-order", "own-initiative", "user-report", "unknown"]
OUTCOMES = ["reversed", "partly-reversed", "upheld", "upheld", "pending"]


def dossier(folder: pathlib.Path) -> list[tuple[str, str, str, str, str]]:
    """Writes a dossier of cases; returns platform, country, trigger, year and outcome of each."""
    folder.mkdir(parents=True)
    draw = random.Random(7)
    (folder / "observatory.yaml").write_text('title: {en: "Synthetic"}\nzone: "+00:00"\n')
    (folder / "platforms.yaml").write_text("platforms:\n" + "".join(
        f"  - {{id: {one}, name: {{en: {one.title()} example}}}}\n" for one in PLATFORMS))
    (folder / "actors.yaml").write_text("actors:\n" + "".join(
        f"  - {{id: office-{n}, name: {{en: Office {n}}}, role: authority}}\n" for n in range(40)))
    (folder / "sources.yaml").write_text("sources:\n  - {id: paper, publisher: Paper, url: 'https://example.org/'}\n")
    (folder / "statutes.yaml").write_text(
        "statutes:\n  - id: law-1\n    title: {en: Law}\n    type: law\n    status: in-force\n    in_force: '2019-01-01'\n"
        "    sources: [paper]\n    confidence: reported\n    provisions:\n" + "".join(
            f"      - {{id: law-1-art-{n}, article: '{n}', paraphrase: {{en: Text}}, sources: [paper],"
            f" confidence: reported, valid_to: '{2020 + n % 6}-06-30'}}\n" for n in range(60)))
    written = []
    lines = ["cases:"]
    for number in range(CASES):
        year = draw.randint(2018, 2026)
        platform, trigger, outcome = draw.choice(PLATFORMS), draw.choice(TRIGGERS), ""
        country = draw.choice(["VN", "VN", "VN", "TH", "ID", "DE"])

        def month() -> str:
            return f"'{year}-{draw.randint(1, 12):02}'"

        lines += [
            f"  - id: td-{number:06}", f"    number: TD-{number:06}", "    restrictions:",
            f"      - {{platform: {platform}, country: {country}, subject: item, measures: [{draw.choice(MEASURES)}],"
            f" trigger: {trigger}, scope: unknown, starts: {month()}}}",
            f"    notices: [{{channel: email, sent: {month()}}}]"]
        if draw.random() < 0.67:
            lines.append(
                f"    requests: [{{kind: remove, channel: unknown, grounds: local-law, statutes: [law-1], sent: {month()},"
                f" provisions: [law-1-art-{draw.randrange(60)}], authority: office-{draw.randrange(40)}}}]")
        if draw.random() < 0.75:
            outcome = draw.choice(OUTCOMES)
            lines.append(
                f"    stages: [{{stage: platform-internal, forum: other, filed: {month()}, decided: {month()},"
                f" outcome: {outcome}}}]")
        written.append((platform, country, trigger, str(year), outcome))
    (folder / "cases.yaml").write_text("\n".join(lines) + "\n")
    return written


def told(address: str) -> int:
    """The count that a list tells."""
    with urllib.request.urlopen(address) as answer:
        if answer.url != address:
            raise SystemExit(f"{address} moved to {answer.url}: that would be measured instead")
        text = answer.read().decode()
    found = re.search(r"<p>([\d,]+) cases\.</p>", text)
    return int(found[1].replace(",", "")) if found else -1


def after_more_cases(program: str, observatory: str, work: pathlib.Path, base: str, server: int) -> float:
    """CPU milliseconds of the first page after one more case, each of which must be told."""
    used = 0.0
    for number in range(MORE):
        folder = work / f"more-{number}"
        folder.mkdir()
        (folder / "cases.yaml").write_text(
            f"cases:\n  - id: more-{number}\n    number: MORE-{number}\n    restrictions:\n"
            "      - {platform: river, country: VN, subject: item, measures: [removed], trigger: unknown,"
            " scope: unknown, starts: '2024-05'}\n    notices: [{channel: email}]\n")
        subprocess.run([program, "-C", observatory, "import", str(folder)], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        time.sleep(0.1)
        before = measure.cpu_seconds(server)
        if told(base + "/docket/index.html") != CASES + number + 1:
            raise SystemExit("the first page does not tell the new case")
        used += measure.cpu_seconds(server) - before
    return used * 1000 / MORE


def main() -> None:
    """Prints the table."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    program = measure.build("haidang")
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        written = dossier(work / "dossier")
        count = collections.Counter
        observatory = str(work / "observatory")
        subprocess.run([program, "init", observatory, "--unprotected-key", "--origin", "example.org/log"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        measure.run([program, "-C", observatory, "import", str(work / "dossier")], stderr=subprocess.DEVNULL)
        port = free_port()
        server = subprocess.Popen([program, "-C", observatory, "serve", "--port", str(port), "--no-shelf"],
                                  stdout=subprocess.DEVNULL)
        base = f"http://127.0.0.1:{port}/en"
        wait_for(base + "/about/index.html")
        read = measure.cpu_seconds(server.pid) * 1000
        started = time.monotonic()
        before = measure.cpu_seconds(server.pid)
        if told(base + "/docket/index.html") != CASES:
            raise SystemExit("the first page does not tell all cases")
        first = (measure.cpu_seconds(server.pid) - before) * 1000
        wall = (time.monotonic() - started) * 1000
        lists = [
            ("all cases", "docket/index.html", 50, CASES),
            ("all cases, last page", f"docket/page-{(CASES + 99) // 100}.html", 50, CASES),
            ("one facet", "docket/platform-river.html", 20, count(w[0] for w in written)["river"]),
            ("two facets", "docket/index.html?outcome=reversed&platform=river", 20,
             count((w[0], w[4]) for w in written)["river", "reversed"]),
            ("four facets", "docket/index.html?country=VN&platform=river&trigger=state-request&year=2024", 20,
             count(w[:4] for w in written)["river", "VN", "state-request", "2024"]),
            ("a case", "docket/td-000007.html", 50, None),
            ("a platform", "platforms/river.html", 50, None),
            ("an authority", "actors/office-1.html", 50, None),
            ("a statute", "laws/law-1.html", 50, None),
        ]
        rows = []
        for name, path, wanted, expected in lists:
            address = f"{base}/{path}"
            if expected is not None and told(address) != expected:
                raise SystemExit(f"{path} tells {told(address)} cases instead of {expected}")
            best = min((load(address, server.pid) for _ in range(ROUNDS)), key=lambda r: r["cpu"])
            rows.append([name, f"{best['cpu']:.2f}", f"< {wanted}", f"{best['rate']:.0f}", f"{best['p99']:.1f}"])
        more = after_more_cases(program, observatory, work, base, server.pid)
        rows.append(["first page of all", f"{first:.0f} ({wall:.0f} ms wall)", "< 50", "", ""])
        rows.append([f"first page after one more case, mean of {MORE}", f"{more:.1f}", "< 50", "", ""])
        rows.append(["start of the server, which reads all cases", f"{read:.0f}", "", "", ""])
        rows.append(["peak memory, MB", f"{measure.peak_megabytes(server.pid):.0f}", "", "", ""])
        server.terminate()
        print(measure.table(
            f"Pages of the docket, {CASES:,} cases", "Benchmarks/docket.py",
            ["page", "CPU ms/request", "wanted", "requests/s", "p99 ms at 16"], rows))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
