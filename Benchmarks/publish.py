#!/usr/bin/env python3
"""100,000 synthetic events: import, publish, verify, rebuild; pages per second and peak memory.

No rival makes a signed bilingual edition. Datasette's nearest act, exporting the same events as
files, is not comparable, so this stands alone.
"""

from __future__ import annotations

import pathlib
import shutil
import subprocess
import sys
import tempfile

import measure

EVENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def main() -> None:
    """Prints the table."""
    program = measure.build("haidang")
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        observatory = str(work / "observatory")
        steps = [("import", measure.synthetic(program, observatory, EVENTS))]
        edition = work / "edition"
        here = [program, "-C", observatory]
        steps.append(("publish", measure.run([*here, "publish", str(edition)], stderr=subprocess.DEVNULL)))
        steps.append(("verify", measure.run([program, "verify", str(edition)], stderr=subprocess.DEVNULL)))
        steps.append(("rebuild", measure.run([*here, "rebuild"], stderr=subprocess.DEVNULL)))
        pages = sum(1 for _ in edition.rglob("*.html"))
        files = sum(1 for path in edition.rglob("*") if path.is_file())
        rows = [[name, f"{took['wall']:.1f}", f"{took['cpu']:.1f}", f"{took['peak']:.0f}",
                 "≤ 512 MB" if name == "publish" else ""] for name, took in steps]
        seconds = steps[1][1]["wall"]
        rows.append([f"publish: {pages:,} pages, {files:,} files", f"{pages / seconds:,.0f} pages/s", "", "",
                     "≥ 2,000 pages/s"])
        print(measure.table(f"An edition of {EVENTS:,} synthetic events", "Benchmarks/publish.py",
                            ["step", "seconds", "CPU seconds", "peak MB", "wanted"], rows))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
