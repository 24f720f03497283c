#!/usr/bin/env python3
"""A publication that is killed leaves the edition before it whole, and the next one succeeds.

usage: kills.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import hashlib
import pathlib
import signal
import subprocess
import sys
import time

from judge import Observatory, check, equal, finish, run, work

MOMENTS = 10


def publish(observatory: Observatory, edition: pathlib.Path, delay: float | None
            ) -> tuple[float, bool]:
    """Publishes, killed after `delay` seconds where one is given; gives how long it took and whether it
    was killed."""
    began = time.monotonic()
    child = subprocess.Popen(
        [observatory.program, "publish", str(edition), "-C", str(observatory.folder)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if delay is not None:
        try:
            child.wait(timeout=delay)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
    code = child.wait()
    if delay is None:
        equal("an undisturbed publication succeeds", code, 0)
    return time.monotonic() - began, code == -signal.SIGKILL


def digest(edition: pathlib.Path) -> str:
    return hashlib.sha256((edition / "manifest.sha256").read_bytes()).hexdigest()


def whole(edition: pathlib.Path) -> bool:
    """By other people's programs: every file is there and as signed, and no other."""
    summed = run("sha256sum", "--check", "--strict", "--quiet", "manifest.sha256", folder=edition)
    signed = run("minisign", "-Vm", "manifest.sha256", "-p", "keys/release.pub", folder=edition)
    count = sum(1 for path in edition.rglob("*") if path.is_file())
    lines = len((edition / "manifest.sha256").read_text().splitlines())
    return summed.returncode == signed.returncode == 0 and count == lines + 2


if __name__ == "__main__":
    haidang, source, _ = sys.argv[1:]
    with work() as folder:
        own = Observatory.copied(haidang, source, folder / "observatory")
        edition = folder / "public"
        publish(own, edition, None)
        own.must("record", "place/viet-nam", "--set", "note.en=Change 0.")
        lasts = publish(own, edition, None)[0]
        killed = 0
        for moment in range(MOMENTS):
            before = digest(edition)
            own.must("record", "place/viet-nam", "--set", f"note.en=Change {moment + 1}.")
            delay = lasts * (moment + 0.5) / MOMENTS
            killed += publish(own, edition, delay)[1]
            name = f"killed after {moment + 0.5:g}/{MOMENTS} of its time"
            check(f"{name}: the edition is whole", whole(edition))
            if digest(edition) != before:
                verified = run(haidang, "verify", edition)
                check(f"{name}: the new edition is there already, and verifies",
                      verified.returncode == 0, verified.stdout)
        check(f"{killed} of {MOMENTS} publications were killed", killed >= MOMENTS // 3)
        before = digest(edition)
        own.must("record", "place/viet-nam", "--set", "note.en=The last change.")
        publish(own, edition, None)
        check("the next one is another edition, and whole",
              digest(edition) != before and whole(edition))
        equal("nothing is left beside it", [path.name for path in folder.glob("public*")], ["public"])
        for what in [edition, own.folder]:
            verified = run(haidang, "verify", what)
            check(f"haidang accepts the {what.name}", verified.returncode == 0, verified.stdout)
        (edition / "en/index.html").unlink()
        check("an edition with a page missing would be found", not whole(edition))
    finish()
