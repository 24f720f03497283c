#!/usr/bin/env python3
"""Reads every page without a browser. No script, drawing, style attribute or foreign resource; one
title of its own and one first heading; every link inside the edition ends somewhere; nothing left in
English on a Vietnamese page.

    static.py EDITION
"""

from __future__ import annotations

import collections
import json
import pathlib
import re
import sys

from judge import Judge
from pages import Page, read_all

CATALOGUE = pathlib.Path(__file__).parents[2] / "Sources/Messages/Catalogue"


def english_only() -> set[str]:
    """Words of the catalogue that a Vietnamese page must not show: the English ones that differ
    from the Vietnamese and that no Vietnamese entry uses. Patterns are left out."""
    english: dict[str, str] = {}
    vietnamese: dict[str, str] = {}
    for path in sorted(CATALOGUE.glob("*.en.json")):
        english |= json.loads(path.read_text(encoding="utf-8"))
        other = path.with_name(path.name.replace(".en.", ".vi."))
        vietnamese |= json.loads(other.read_text(encoding="utf-8"))
    ours = set(vietnamese.values())
    return {
        text for key, text in english.items()
        if text != vietnamese.get(key) and text not in ours and "{" not in text and len(text) > 2
    }


def languages(pages: list[Page]) -> list[str]:
    """Texts of Vietnamese pages that are English and not marked so."""
    words = english_only()
    shown = re.compile(r"[.:\s]+$")
    return [
        f"{page.path}: {text[:80]}"
        for page in pages if page.language == "vi"
        for text, language in page.texts
        if language == "vi" and (text in words or shown.sub("", text) in words)
    ]


def resources(edition: pathlib.Path, pages: list[Page]) -> list[str]:
    """Resources that are foreign or missing, and pictures without words or size."""
    faults = []
    for page in pages:
        for link in page.resources:
            target = page.target(link)
            if target is None or not (edition / target[0]).is_file():
                faults.append(f"{page.path}: {link}")
        for image in page.images:
            if not image.get("alt") or not image.get("width") or not image.get("height"):
                faults.append(f"{page.path}: {image.get('src')} has no alt, width or height")
    return faults


def names(pages: list[Page]) -> list[str]:
    """Pages without exactly one title and one first heading, or with the title of another page. A
    first heading may recur: an event has the same one on its page and in a story."""
    faults = [
        f"{page.path}: {page.titles} titles, {len(page.headings)} h1"
        for page in pages if page.titles != 1 or len(page.headings) != 1
    ]
    seen: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for page in pages:
        seen[page.language, page.title].append(page.path)
    faults += [
        f"title “{name}” on {' and '.join(paths[:3])}"
        for (_, name), paths in seen.items() if len(paths) > 1
    ]
    faults += [f"{page.path}: an empty h1" for page in pages if "" in page.headings]
    return faults


def links(edition: pathlib.Path, pages: dict[str, Page]) -> list[str]:
    """Links that end nowhere, and identifiers that are not unique on their page."""
    faults = []
    files: dict[str, bool] = {}
    for page in pages.values():
        repeated = [name for name, count in collections.Counter(page.ids).items() if count > 1]
        faults += [f"{page.path}: id {name} is given twice" for name in repeated]
        for link in set(page.links):
            target = page.target(link)
            if target is None:
                if not link.startswith(("https://", "http://", "mailto:")):
                    faults.append(f"{page.path}: {link}")
                continue
            file, fragment = target
            if file not in files:
                files[file] = (edition / file).is_file()
            if not files[file]:
                faults.append(f"{page.path}: {link} is no file")
            elif fragment and file in pages and fragment not in pages[file].ids:
                faults.append(f"{page.path}: {link} has no such fragment")
    return faults


def main() -> None:
    """Judges an edition."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    pages = read_all(edition)
    every = list(pages.values())
    judge = Judge()
    judge.says(
        f"no script, drawing or style attribute on {len(every)} pages",
        [f"{page.path}: {fault}" for page in every for fault in sorted(set(page.forbidden))])
    count = sum(len(page.resources) for page in every)
    judge.says(f"{count} resources are the edition's own", resources(edition, every))
    judge.says("every page has a title of its own and one first heading", names(every))
    count = sum(len(page.links) for page in every)
    judge.says(f"{count} links lead to a page or are addresses on the web", links(edition, pages))
    judge.says("no English left on Vietnamese pages", languages(every))
    judge.close()


if __name__ == "__main__":
    main()
