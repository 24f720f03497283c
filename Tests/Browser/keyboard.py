#!/usr/bin/env python3
"""The keyboard alone, and small screens. The skip link is first and works, focus goes through the
page in reading order, is seen and not covered; filters can be reached and used. At 320 pixels, with
usual and with widened text, only labelled regions scroll sideways.

    keyboard.py EDITION
"""

from __future__ import annotations

import pathlib
import sys

from chromium import chromium
from judge import LANGUAGES, Judge, sample
from playwright.sync_api import Page

FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const all = [...document.querySelectorAll('a[href],summary,input,select,button,[tabindex="0"]')];
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const x = box.left + Math.min(box.width / 2, 20), y = box.top + Math.min(box.height / 2, 10);
  const top = document.elementFromPoint(x, y);
  return {place: all.indexOf(e), name: e.tagName + ' ' + (e.innerText || e.id).slice(0, 30),
    part: e.closest('nav,form,main,footer,header')?.tagName ?? '', skip: e.className === 'skip',
    outline: parseFloat(style.outlineWidth), style: style.outlineStyle,
    covered: !top || !(e.contains(top) || top.contains(e))};
}"""

WIDE = """() => {
  const over = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) over.push('the page is ' + root.scrollWidth + ' wide');
  for (const e of document.querySelectorAll('*')) {
    const style = getComputedStyle(e);
    if (e.scrollWidth > e.clientWidth + 1 && /auto|scroll|hidden/.test(style.overflowX)
        && !(e.getAttribute('role') === 'region' && e.tabIndex === 0 && e.ariaLabel)
        && !['HTML', 'INPUT', 'SELECT'].includes(e.tagName)) over.push(e.tagName + ' scrolls unnamed');
  }
  return over;
}"""

# WCAG 2.2, 1.4.12.
SPACING = ("* { line-height: 1.5 !important; letter-spacing: .12em !important; "
           "word-spacing: .16em !important } p { margin-bottom: 2em !important }")


def walk(tab: Page, most: int) -> list[dict]:
    """What gets the focus, one Tab after the other, until it leaves the page."""
    stops = []
    while len(stops) < most:
        tab.keyboard.press("Tab")
        stop = tab.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    return stops


def focus(tab: Page, page: pathlib.Path) -> list[str]:
    """Faults of the way through a page."""
    tab.goto(page.as_uri())
    stops = walk(tab, 120)
    faults = []
    if not stops or not stops[0]["skip"]:
        faults.append("the skip link is not first")
    places = [stop["place"] for stop in stops]
    if places != sorted(places):
        faults.append("focus does not follow the page")
    if "NAV" not in {stop["part"] for stop in stops}:
        faults.append("the navigation is not reached")
    for stop in stops:
        if stop["outline"] < 2 or stop["style"] == "none":
            faults.append(f"focus on {stop['name']} is not seen")
        if stop["covered"]:
            faults.append(f"{stop['name']} has the focus and is covered")
    return faults


def skip(tab: Page, page: pathlib.Path) -> list[str]:
    """The skip link leads past the navigation."""
    tab.goto(page.as_uri())
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    stop = tab.evaluate(FOCUS)
    inside = tab.evaluate("() => !!document.activeElement.closest('main, footer')")
    return [] if inside else [f"after the skip link focus is on {stop and stop['name']}"]


def filters(tab: Page, page: pathlib.Path) -> list[str]:
    """The filter form is opened, filled in and sent by keys."""
    tab.goto(page.as_uri())
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("() => document.activeElement.tagName") == "SUMMARY":
            break
    tab.keyboard.press("Enter")
    reached = []
    for _ in range(8):
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("() => document.activeElement.name || document.activeElement.tagName"))
    missing = {"q", "kind", "status", "from", "to", "BUTTON"} - set(reached)
    return [f"not reached: {' '.join(sorted(missing))}"] if missing else []


def main() -> None:
    """Judges an edition."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    judge = Judge()
    pages = sample(edition)
    wide: list[str] = []
    with chromium() as browser:
        tab = browser.new_page(viewport={"width": 1100, "height": 800})
        for language in LANGUAGES:
            root = edition / language
            for name in ("index", "events/index", "timeline/index", "search/index"):
                page = root / f"{name}.html"
                faults = focus(tab, page) + skip(tab, page)
                judge.says(f"by keyboard: {language}/{name}", faults)
            judge.says(f"filters by keyboard ({language})", filters(tab, root / "events/index.html"))
        tab.set_viewport_size({"width": 320, "height": 640})
        for path in pages:
            tab.goto((edition / path).as_uri())
            wide += [f"{path}: {fault}" for fault in tab.evaluate(WIDE)]
            tab.add_style_tag(content=SPACING)
            wide += [f"{path}, spaced: {fault}" for fault in tab.evaluate(WIDE)]
    judge.says(f"{len(pages)} pages fit 320 pixels", wide)
    judge.close()


if __name__ == "__main__":
    main()
