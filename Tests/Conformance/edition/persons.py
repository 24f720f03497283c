#!/usr/bin/env python3
"""The census of made-up people on given days, and the end of their terms by the arithmetic of courts:
years, then months, a short month ending on its last day. Judged on the command line and on the page.

usage: persons.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import datetime
import pathlib
import re
import sys

from judge import Observatory, check, equal, finish, work

# Arrest, release, the day asked for, the answer.
HELD = [
    ("2021-11", None, "2021-12-01", "yes"), ("2021-12", None, "2021-12-01", "maybe"),
    ("2018", "2021-12", "2021-12-01", "maybe"), ("2018", "2021-11", "2021-12-01", "no"),
    ("2019-11-21", "2021-12-01", "2021-12-01", "maybe"),
    ("2021-12-01", None, "2021-12-01", "yes"), ("2021-12-02", None, "2021-12-01", "no"),
    ("2019-11-21", "2022", "2021-12-01", "yes"), ("2022", None, "2021-12-01", "no"),
]
# Arrest, months of prison, and the last day on which the term can end.
TERMS = [
    ("2019-08-31", 6, "2020-02-29"), ("2020-02-29", 12, "2021-02-28"),
    ("2020-02-29", 48, "2024-02-29"), ("2020-01-31", 1, "2020-02-29"),
    ("2019-11-21", 180, "2034-11-21"), ("2021-03", 66, "2026-09-30"), ("2018", 72, "2024-12-31"),
    ("2020-08-31", 30, "2023-02-28"),
]


def person(name: str, *steps: str) -> tuple[str, str]:
    tail = "    sources: [a-source]\n    confidence: reported\n"
    return (f"  - id: {name}\n    name: {{vi: 'Người Ví Dụ {name}'}}\n{tail}",
            f"  - id: {name}-main\n    person: {name}\n    role: main\n    steps:\n"
            + "".join(f"      - {{{step}}}\n" for step in steps) + tail)


def dossier() -> str:
    people = []
    for place, (arrest, release, _, _) in enumerate(HELD):
        steps = [f"step: arrest, on: '{arrest}'"]
        if release:
            steps.append(f"step: release, on: '{release}'")
        people.append(person(f"held-{place}", *steps))
    for place, (arrest, months, _) in enumerate(TERMS):
        people.append(person(f"term-{place}", f"step: arrest, on: '{arrest}'",
                             f"step: sentence, on: '{arrest}', prison_months: {months}"))
    return ("sources:\n  - {id: a-source, publisher: Example Press}\npersons:\n"
            + "".join(one for one, _ in people) + "proceedings:\n"
            + "".join(other for _, other in people))


def census(observatory: Observatory, day: str) -> dict[str, dict[str, str]]:
    return {row["person"]: row for row in observatory.json("census", "--on", day)}


def terms(observatory: Observatory, folder: pathlib.Path) -> None:
    for place, (arrest, months, last) in enumerate(TERMS):
        after = datetime.date.fromisoformat(last) + datetime.timedelta(days=1)
        found = [census(observatory, day)[f"term-{place}"]["basis"] for day in [last, str(after)]]
        equal(f"{months} months from {arrest} can last to {last}, and not a day longer", found,
              ["held", "term-over"])
    observatory.must("publish", folder)
    for place, text in [(0, "29 February 2020"), (4, "21 November 2034"), (5, "September 2026"),
                        (6, "2024")]:
        page = (folder / f"en/cases/term-{place}.html").read_text()
        plain = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
        check(f"the page of term-{place} says {text}, computed",
              text in plain and re.search("computed", plain), plain[:400])


if __name__ == "__main__":
    with work() as scratch:
        own = Observatory.made(sys.argv[1], scratch / "observatory", dossier())
        for number, (start, end, day, answer) in enumerate(HELD):
            row = census(own, day)[f"held-{number}"]
            equal(f"held from {start} to {end or 'now'}: on {day} {answer}", row["answer"], answer)
            check(f"the reason is given: {row['basis']}", row["basis"])
        done = own.run("census", "--on", "2021-12-01")
        rows = census(own, "2021-12-01").values()
        counts = [sum(row["answer"] == word for row in rows) for word in ["yes", "maybe", "no"]]
        found = [int(word) for word in re.findall(r"\b\d+\b", done.stderr.splitlines()[-1])[:3]]
        equal("three numbers are told: certain, possible, excluded", found, counts)
        equal("everybody is in one of them", sum(counts), len(HELD) + len(TERMS))
        equal("a day that does not exist is wrong use",
              own.run("census", "--on", "2021-02-30").returncode, 2)
        terms(own, scratch / "edition")
    finish()
