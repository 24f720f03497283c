"""What every judge of this ring shares: how it says what it found, and how pages are chosen."""

from __future__ import annotations

import pathlib
import sys


class Judge:
    """Prints a line for each thing judged; `close` ends the program with 2 if one was wrong, so
    that a judge that broke (1) is told from one that found a fault."""

    shown = 12

    def __init__(self) -> None:
        self.failed = 0

    def says(self, claim: str, faults: list[str]) -> None:
        """The claim holds when there are no faults."""
        if not faults:
            print(f"passed  {claim}", flush=True)
            return
        self.failed += 1
        print(f"failed  {claim}: {len(faults)} faults", flush=True)
        for fault in faults[: self.shown]:
            print(f"          {fault}", flush=True)
        if len(faults) > self.shown:
            print(f"          and {len(faults) - self.shown} more", flush=True)

    def close(self) -> None:
        """Ends the program."""
        sys.exit(2 if self.failed else 0)


def html_files(edition: pathlib.Path) -> list[pathlib.Path]:
    """All pages of an edition."""
    return sorted(edition.rglob("*.html"))


LANGUAGES = ("vi", "en")

# One page of each template that has a fixed name.
FIXED = (
    "index", "events/index", "events/page-2", "timeline/index", "timeline/list", "timeline/lanes",
    "cases/index", "cases/census", "cases/sentences", "laws/index", "figures/index",
    "figures/compliance", "figures/growth", "platforms/index", "actors/index", "places/index",
    "sources/index", "reports/index", "indexes/index", "search/index", "data/index",
    "verify/index", "about/index", "accessibility/index", "feeds/index", "reach/index",
    "reach/country-aq", "reach/network-64496", "reach/target-news.example", "findings/index",
)

# Templates with a page for each record: the longest and the shortest of each are judged.
FAMILIES = {
    "events": "events/[!ik]*.html", "lists": "events/kind-*.html", "years": "timeline/20*.html",
    "stories": "timeline/story-*.html", "cases": "cases/*.html", "laws": "laws/*.html",
    "figures": "figures/*.html", "platforms": "platforms/*.html", "actors": "actors/*.html",
    "places": "places/*.html", "sources": "sources/*.html", "reports": "reports/*.html",
    "indexes": "indexes/*.html", "episodes": "findings/episode-*.html", "months": "findings/reach-*.html",
}


def sample(edition: pathlib.Path) -> list[str]:
    """Paths of pages that together show every template, in both languages, at its longest and
    its shortest."""
    chosen = ["index.html"]
    for language in LANGUAGES:
        root = edition / language
        fixed = {f"{name}.html" for name in FIXED}
        chosen += [f"{language}/{name}" for name in sorted(fixed) if (root / name).exists()]
        for pattern in FAMILIES.values():
            found = [p for p in root.glob(pattern) if str(p.relative_to(root)) not in fixed]
            found.sort(key=lambda path: (path.stat().st_size, path.name))
            for path in dict.fromkeys(found[-1:] + found[:1]):
                chosen.append(str(path.relative_to(edition)))
    return list(dict.fromkeys(chosen))
