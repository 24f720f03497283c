#!/usr/bin/env python3
"""Key pages in Firefox with what Tor Browser switches off at its safest level: scripts, SVG, MathML,
fonts of the web. Every number that Chromium shows is there.

    safest.py EDITION
"""

from __future__ import annotations

import collections
import pathlib
import re
import sys

from chromium import chromium
from judge import LANGUAGES, Judge
from marionette import Firefox

SAFEST = {
    "javascript.enabled": False, "svg.disabled": True, "mathml.disabled": True,
    "gfx.downloadable_fonts.enabled": False,
}
PAGES = (
    "index", "events/index", "timeline/index", "timeline/lanes", "cases/census", "cases/sentences",
    "reach/country-aq", "laws/penal-code-2015", "figures/google_items_requested", "figures/compliance", "verify/index",
)

# What is off the left edge is for screen readers alone; Firefox leaves it out of its text.
SEEN = """() => {
  for (const part of document.querySelectorAll('caption, .skip'))
    if (part.getBoundingClientRect().right < 0) part.remove();
  return document.body.innerText;
}"""


def numbers(text: str) -> collections.Counter[str]:
    """Each number, as often as it is shown."""
    return collections.Counter(re.findall(r"\d+(?:[.,]\d+)*", text))


def main() -> None:
    """Judges an edition."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    judge = Judge()
    shown: dict[str, str] = {}
    paths = [f"{language}/{name}.html" for language in LANGUAGES for name in PAGES]
    with chromium() as browser:
        tab = browser.new_page()
        for path in paths:
            tab.goto((edition / path).as_uri())
            shown[path] = tab.evaluate(SEEN)
    firefox = Firefox(SAFEST)
    try:
        for path in paths:
            text = firefox.text((edition / path).as_uri())
            wanted = numbers(shown[path])
            missing = wanted - numbers(text)
            faults = [f"{count} × {number} is not shown" for number, count in missing.items()]
            faults += [] if wanted else ["Chromium shows no number"]
            # What a drawing says in words of its own is shown raw where drawings are off.
            more = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", shown[path]))
            faults += [f"“{word}” is shown here alone" for word in sorted(more)]
            judge.says(f"at the safest level: {path}, {sum(wanted.values())} numbers", faults)
    finally:
        firefox.close()
    judge.close()


if __name__ == "__main__":
    main()
