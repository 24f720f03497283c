#!/usr/bin/env python3
"""`diff -r` judges whether the same record gives the same bytes: published twice, into two folders,
by two observatories, one of which made its cache anew from the journal.

usage: reproduction.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import sys

from judge import Observatory, check, equal, finish, run, work


def same(name: str, one: object, other: object) -> None:
    found = run("diff", "-r", "-q", one, other)
    check(name, found.returncode == 0, found.stdout)


if __name__ == "__main__":
    program, source, edition = sys.argv[1:]
    with work() as folder:
        first = Observatory.copied(program, source, folder / "first")
        entries = sorted((first.folder / "journal").iterdir())[-1].read_bytes()
        first.must("publish", folder / "one")
        same("published again: the same bytes", edition, folder / "one")
        first.must("publish", folder / "elsewhere" / "two")
        same("published into another folder: the same bytes", edition, folder / "elsewhere" / "two")
        equal("publishing the same again adds nothing to the journal",
              sorted((first.folder / "journal").iterdir())[-1].read_bytes(), entries)

        second = Observatory.copied(program, source, folder / "second")
        for cache in second.folder.glob("record.sqlite*"):
            cache.unlink()
        second.must("rebuild")
        second.must("publish", folder / "three")
        same("published by another that made its cache anew: the same bytes", edition,
             folder / "three")

        first.must("record", "place/viet-nam", "--set", "note.en=Changed for this test.")
        first.must("publish", folder / "one")
        changed = run("diff", "-r", "-q", edition, folder / "one")
        equal("published after a correction: other bytes", changed.returncode, 1)
    finish()
