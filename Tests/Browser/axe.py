#!/usr/bin/env python3
"""axe-core on every template: WCAG 2.0 to 2.2, levels A and AA, and its best practices, at three
widths, light and dark.

    axe.py EDITION
"""

from __future__ import annotations

import concurrent.futures
import json
import os
import pathlib
import sys

from axe_playwright_python.base import AXE_FILE_PATH
from chromium import chromium
from judge import Judge, sample

WIDTHS = (320, 360, 1100)
SCHEMES = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Axe gives whole elements for whatever it looked at: only violations are wanted.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
RUN = f"""() => axe.run(document, {json.dumps(OPTIONS)}).then(found => ({{
  checked: found.passes.length,
  violations: found.violations.map(one => ({{
    id: one.id, help: one.help, nodes: one.nodes.map(node => node.target.join(' ') + ' ' + node.html)
  }}))
}}))"""


def judged(edition: pathlib.Path, pages: list[str]) -> tuple[int, list[str]]:
    """How often axe ran over these pages, and what it found."""
    source = pathlib.Path(AXE_FILE_PATH).read_text(encoding="utf-8")
    faults: list[str] = []
    runs = 0
    with chromium() as browser:
        tab = browser.new_page(bypass_csp=True)
        for path in pages:
            tab.goto((edition / path).as_uri())
            tab.evaluate(source)
            for width in WIDTHS:
                tab.set_viewport_size({"width": width, "height": 800})
                for scheme in SCHEMES:
                    tab.emulate_media(color_scheme=scheme)
                    found = tab.evaluate(RUN)
                    runs += 1
                    if found["checked"] < 10:
                        faults.append(f"{path}: axe checked only {found['checked']} rules")
                    for violation in found["violations"]:
                        faults.append(
                            f"{path} {width} {scheme}: {violation['id']}, {violation['help']}: "
                            f"{len(violation['nodes'])} × {violation['nodes'][0][:200]}")
    return runs, faults


def main() -> None:
    """Runs axe over the sample of an edition, in as many browsers as there are cores, up to four."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    pages = sys.argv[2:] or sample(edition)
    browsers = max(1, min(4, os.cpu_count() or 1))
    judge = Judge()
    with concurrent.futures.ProcessPoolExecutor(browsers) as pool:
        shares = [pages[start::browsers] for start in range(browsers)]
        answers = list(pool.map(judged, [edition] * browsers, shares))
    runs = sum(count for count, _ in answers)
    faults = [fault for _, found in answers for fault in found]
    judge.says(f"axe finds nothing on {len(pages)} pages, {runs} runs", faults)
    judge.close()


if __name__ == "__main__":
    main()
