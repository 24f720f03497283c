#!/usr/bin/env python3
"""Pages printed by Chromium: what is folded away on the screen is on paper, the file is tagged for
screen readers, and a second print has as many pages.

    paper.py EDITION
"""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tempfile

from chromium import chromium
from judge import LANGUAGES, Judge, html_files
from playwright.sync_api import Page

FOLDED = """() => [...document.querySelectorAll('details')].map(details => {
  const copy = details.cloneNode(true);
  copy.querySelectorAll('form').forEach(form => form.remove());
  copy.querySelectorAll('*').forEach(part => part.append(' '));
  return copy.textContent;
}).join(' ')"""


def words(text: str) -> set[str]:
    """Words and numbers; a line's end may split longer ones."""
    return {word for word in re.findall(r"\w+", text) if len(word) <= 12}


def printed(tab: Page, file: pathlib.Path) -> tuple[str, str]:
    """What pdfinfo and pdftotext say of a print."""
    tab.pdf(path=file, format="A4", tagged=True)
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    return info, text


def judged(tab: Page, page: pathlib.Path, folder: pathlib.Path) -> list[str]:
    """Faults of one page on paper."""
    tab.goto(page.as_uri())
    info, text = printed(tab, folder / "one.pdf")
    again, _ = printed(tab, folder / "two.pdf")
    faults = []
    missing = words(tab.evaluate(FOLDED)) - words(text)
    if missing:
        faults.append(f"{len(missing)} words are folded away: {' '.join(sorted(missing)[:8])}")
    if not re.search(r"^Tagged: +yes", info, re.MULTILINE):
        faults.append("the file is not tagged")
    counts = [re.search(r"^Pages: +(\d+)", one, re.MULTILINE) for one in (info, again)]
    if None in counts or counts[0][1] != counts[1][1]:
        faults.append("two prints differ in their number of pages")
    return faults


def main() -> None:
    """Judges an edition."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    judge = Judge()
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        tab = browser.new_page()
        for language in LANGUAGES:
            root = edition / language
            folded = [p for p in html_files(root / "indexes") if b"<details" in p.read_bytes()]
            longest = max(html_files(root), key=lambda path: path.stat().st_size)
            chosen = [root / "events/index.html", root / "timeline/index.html", *folded[:1], longest]
            for page in dict.fromkeys(chosen):
                judge.says(
                    f"on paper: {page.relative_to(edition)}", judged(tab, page, pathlib.Path(folder)))
    judge.close()


if __name__ == "__main__":
    main()
