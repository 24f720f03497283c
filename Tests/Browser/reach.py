#!/usr/bin/env python3
"""Every record is within three links of the first page of each language, and every number on a
record's page has a link to a source in its own row.

    reach.py EDITION
"""

from __future__ import annotations

import json
import pathlib
import re
import sys

from judge import LANGUAGES, Judge
from pages import Page, read_all

# Where the records of each table are shown: a page of their own, or a fragment of another's.
FOLDERS = {
    "events": "events", "persons": "cases", "statutes": "laws", "series": "figures",
    "platforms": "platforms", "actors": "actors", "places": "places", "sources": "sources",
    "reports": "reports", "indexes": "indexes", "findings": "findings",
}
FRAGMENTS = {"proceedings": "proceeding", "figures": "figure"}
LINKS = 3


def steps(pages: dict[str, Page], start: str) -> dict[str, int]:
    """How many links each page is from `start`, as far as they stay in its language."""
    language = start.split("/")[0]
    found = {start: 0}
    edge = [start]
    while edge:
        following = []
        for path in edge:
            for link in pages[path].links:
                target = pages[path].target(link)
                if target is None or not target[0].startswith(f"{language}/"):
                    continue
                if target[0] in pages and target[0] not in found:
                    found[target[0]] = found[path] + 1
                    following.append(target[0])
        edge = following
    return found


def unreached(edition: pathlib.Path, pages: dict[str, Page], language: str) -> tuple[int, list[str]]:
    """How many records there are, and those that are too far from the first page."""
    near = {p for p, n in steps(pages, f"{language}/index.html").items() if n <= LINKS}
    fragments = {name for path in near for name in pages[path].ids}
    count = 0
    faults = []
    for table in sorted((edition / "data").glob("*.json")):
        if table.stem not in FOLDERS and table.stem not in FRAGMENTS:
            continue
        for record in json.loads(table.read_text(encoding="utf-8")):
            count += 1
            identifier = record["id"]
            if table.stem in FRAGMENTS:
                reached = f"{FRAGMENTS[table.stem]}/{identifier}" in fragments
            else:
                reached = f"{language}/{FOLDERS[table.stem]}/{identifier}.html" in near
            if not reached:
                faults.append(f"{language}: {table.stem} {identifier}")
    return count, faults


def unsourced(pages: dict[str, Page]) -> tuple[int, list[str]]:
    """Rows with numbers on the pages of records, and those without a link to a source."""
    count = 0
    faults = []
    entries = re.compile(r"\w\w/(events|cases|laws|figures|reports|indexes|platforms|actors)/(.+)\.html")
    lists = re.compile(r"index|page-\d+|(kind|standing|place|actor|platform|tag)-.*|census|sentences|growth")
    for page in pages.values():
        match = entries.fullmatch(page.path)
        if match is None or lists.fullmatch(match[2]):
            continue
        for row in page.rows:
            if not row.has_number or not re.search(r"\d", row.text):
                continue
            count += 1
            if not any("/sources/" in link or link.endswith("#sources") for link in row.links):
                faults.append(f"{page.path}: {row.text[:80]}")
    return count, faults


def main() -> None:
    """Judges an edition."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    pages = read_all(edition)
    judge = Judge()
    for language in LANGUAGES:
        count, faults = unreached(edition, pages, language)
        judge.says(
            f"{count} records are within {LINKS} links of {language}/index.html",
            faults if count else ["no record in data/*.json"])
    count, faults = unsourced(pages)
    judge.says(f"{count} rows with numbers link to a source", faults if count else ["no such row"])
    judge.close()


if __name__ == "__main__":
    main()
