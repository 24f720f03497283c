#!/usr/bin/env python3
"""The edition opened from a folder: by clicking alone from the first page to an event, a case, a law
and a series with its chart, in both languages.

    offline.py EDITION
"""

from __future__ import annotations

import pathlib
import sys

from chromium import chromium
from judge import LANGUAGES, Judge
from playwright.sync_api import Page

# Each journey is what is clicked, one after the other, from the first page of a language.
JOURNEYS = {
    "an event": ("header nav a[href*='events/']", "main tbody th a"),
    "a case": ("header nav a[href*='cases/']", "main tbody th a"),
    "a law": ("header nav a[href*='laws/']", "main tbody th a"),
    "a series": ("header nav a[href*='figures/']", "main a[href^='google_items_requested']"),
    "a source": ("header nav a[href*='sources/']", "main tbody th a"),
}
EAGER = "() => { for (const one of document.images) one.loading = 'eager' }"
PICTURES = """async () => {
  await Promise.all([...document.images].map(i => i.decode().catch(() => {})));
  return [...document.images].map(i => [i.src, i.naturalWidth]);
}"""


def journey(tab: Page, edition: pathlib.Path, language: str, clicks: tuple[str, ...]) -> list[str]:
    """Faults on the way."""
    tab.goto((edition / "index.html").as_uri())
    faults = []
    for selector in (f"a[href^='{language}/']", *clicks):
        before = tab.url
        tab.locator(selector).first.click()
        tab.wait_for_load_state()
        if tab.url == before or not tab.url.startswith(edition.as_uri()):
            faults.append(f"{selector} leads from {before} to {tab.url}")
        if tab.locator("h1").count() != 1:
            faults.append(f"{tab.url} has no heading")
    styled = tab.evaluate("() => getComputedStyle(document.querySelector('.skip')).position")
    if styled != "absolute":
        faults.append(f"{tab.url} has no style")
    tab.evaluate(EAGER)
    faults += [f"{source} is not shown" for source, width in tab.evaluate(PICTURES) if width == 0]
    return faults


def main() -> None:
    """Judges an edition."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    judge = Judge()
    with chromium() as browser:
        tab = browser.new_page()
        tab.set_default_timeout(15_000)
        for language in LANGUAGES:
            for name, clicks in JOURNEYS.items():
                judge.says(
                    f"from the folder to {name} ({language})", journey(tab, edition, language, clicks))
    judge.close()


if __name__ == "__main__":
    main()
