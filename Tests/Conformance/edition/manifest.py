#!/usr/bin/env python3
"""sha256sum and minisign judge the manifest of an edition; then an edition is spoilt in several ways,
and `haidang verify` must name the file each time.

usage: manifest.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import base64
import os
import pathlib
import shutil
import sys
from collections.abc import Callable

from judge import check, equal, finish, run, work

UNLISTED = {"manifest.sha256", "manifest.sha256.minisig"}


def judged_by_others(edition: pathlib.Path) -> None:
    """What a reader types who has never heard of our program."""
    summed = run("sha256sum", "--check", "--strict", "--quiet", "manifest.sha256", folder=edition)
    equal("sha256sum accepts the manifest", summed.returncode, 0)
    signed = run("minisign", "-Vm", "manifest.sha256", "-p", "keys/release.pub", folder=edition)
    check("minisign accepts its signature", signed.returncode == 0, signed.stderr)
    listed = [line[66:] for line in (edition / "manifest.sha256").read_text().splitlines()]
    present = {str(path.relative_to(edition)) for path in edition.rglob("*")
               if path.is_symlink() or not path.is_dir()}
    equal("every file is in the manifest, once", sorted(listed), sorted(present - UNLISTED))
    equal("the manifest is in the order of the paths' bytes", listed,
          sorted(listed, key=str.encode))


def rewrite(path: pathlib.Path, data: bytes) -> None:
    """Writes a file anew: the one that is there is shared with the untouched edition."""
    path.unlink()
    path.write_bytes(data)


def flip(path: pathlib.Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    rewrite(path, data)


def swap(path: pathlib.Path) -> None:
    """Another release key: the same, but for one bit of its 32 bytes."""
    comment, text = path.read_text().splitlines()
    key = bytearray(base64.b64decode(text))
    key[20] ^= 1
    rewrite(path, f"{comment}\n{base64.b64encode(key).decode()}\n".encode())


def drop_line(path: pathlib.Path) -> None:
    rewrite(path, b"".join(path.read_bytes().splitlines(keepends=True)[1:]))


def other_log_key(path: pathlib.Path) -> None:
    name, _, key = path.read_text().strip().split("+", 2)
    rewrite(path, f"{name}+00000000+{key}\n".encode())


WAYS: list[tuple[str, str, Callable[[pathlib.Path], object]]] = [
    ("a byte of a page", "en/index.html", flip),
    ("a byte of a page in Vietnamese", "vi/about/index.html", flip),
    ("a page taken away", "en/events/index.html", os.remove),
    ("a page added", "en/added.html", lambda path: path.write_text("<p>")),
    ("a hidden file added", ".added", lambda path: path.write_text("x")),
    ("a link added", "en/link.html", lambda path: path.symlink_to("index.html")),
    ("a page made a link", "en/verify/index.html",
     lambda path: (path.unlink(), path.symlink_to("../about/index.html"))),
    ("a byte of a table", "data/events.csv", flip),
    ("a byte of the records", "data/persons.json", flip),
    ("a byte of the journal", "data/journal.jsonl", flip),
    ("a byte of a chart", "charts", lambda path: flip(sorted(path.iterdir())[0])),
    ("a byte of a calendar", "en/events/index.ics", flip),
    ("a byte of a ledger tile", "ledger/tile/0/000", flip),
    ("a byte of a ledger entry", "ledger/tile/entries/000", flip),
    ("a byte of the checkpoint", "ledger/checkpoint", flip),
    ("a line of the manifest taken away", "manifest.sha256", drop_line),
    ("a byte of the manifest", "manifest.sha256", flip),
    ("the signature taken away", "manifest.sha256.minisig", os.remove),
    ("a byte of the signature", "manifest.sha256.minisig", flip),
    ("another release key", "keys/release.pub", swap),
    ("another ledger key", "keys/ledger.vkey", other_log_key),
]


def spoilt(program: str, edition: pathlib.Path, folder: pathlib.Path) -> None:
    untouched = run(program, "verify", edition)
    check("haidang accepts the untouched edition", untouched.returncode == 0, untouched.stdout)
    whole = shutil.copytree(edition, folder / "whole")
    for name, path, change in WAYS:
        copy = folder / "spoilt"
        shutil.copytree(whole, copy, copy_function=os.link)
        change(copy / path)
        done = run(program, "verify", copy)
        check(f"haidang refuses {name} and names it",
              done.returncode == 1 and path in done.stdout,
              f"exit {done.returncode}: {done.stdout}{done.stderr}")
        shutil.rmtree(copy)
    equal("haidang accepts what was not spoilt", run(program, "verify", whole).returncode, 0)
    vkey = (edition / "keys/ledger.vkey").read_text().strip()
    trusted = run(program, "verify", edition, "--vkey", vkey)
    equal("haidang accepts the edition with its key from elsewhere", trusted.returncode, 0)
    name, rest = vkey.split("+", 1)
    stranger = run(program, "verify", edition, "--vkey", f"{name}.other+{rest}")
    equal("haidang refuses the edition when the key from elsewhere is another",
          stranger.returncode, 1)


if __name__ == "__main__":
    haidang, _, published = sys.argv[1:]
    judged_by_others(pathlib.Path(published))
    with work() as scratch:
        spoilt(haidang, pathlib.Path(published), scratch)
    finish()
