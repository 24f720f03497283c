#!/usr/bin/env python3
"""The budget of bytes, compressed as a server sends them: every page, the style sheet, pictures, and
a page with all it loads.

    weight.py EDITION
"""

from __future__ import annotations

import gzip
import pathlib
import sys

from judge import Judge
from pages import read_all

KIB = 1024
HTML, CSS, SVG, PNG, WHOLE = 14 * KIB, 4 * KIB, 4 * KIB, 8 * KIB, 50 * KIB


def size(file: pathlib.Path) -> int:
    """What a file weighs on its way: pictures that are compressed already are sent as they are."""
    data = file.read_bytes()
    return len(data) if file.suffix == ".png" else len(gzip.compress(data, 6, mtime=0))


def main() -> None:
    """Weighs an edition."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    pages = read_all(edition)
    judge = Judge()
    weights: dict[str, int] = {}
    for suffix, most in ((".html", HTML), (".css", CSS), (".svg", SVG), (".png", PNG)):
        files = sorted(edition.rglob(f"*{suffix}"))
        for file in files:
            weights[str(file.relative_to(edition))] = size(file)
        these = sorted(
            ((weights[str(f.relative_to(edition))], str(f.relative_to(edition))) for f in files),
            reverse=True)
        judge.says(
            f"{len(these)} × {suffix[1:]}: at most {most} bytes, the heaviest has {these[0][0]}"
            if these else f"there is a {suffix[1:]}",
            [f"{path}: {weight} bytes" for weight, path in these if weight > most]
            or ([] if these else ["none"]))
    wholes = []
    for page in pages.values():
        loaded = {target[0] for link in page.resources if (target := page.target(link))}
        # The target of a form is a page of its own.
        loaded = {path for path in loaded if not path.endswith(".html")}
        whole = weights[page.path] + sum(weights.get(path, 0) for path in loaded)
        wholes.append((whole, page.path))
    wholes.sort(reverse=True)
    judge.says(
        f"a page with all it loads: at most {WHOLE} bytes, the heaviest has {wholes[0][0]}",
        [f"{path}: {whole} bytes" for whole, path in wholes if whole > WHOLE])
    judge.close()


if __name__ == "__main__":
    main()
