#!/usr/bin/env python3
"""Damages a log's folder in a named way, or lists the ways.

usage: damage.py            lists: SIZE OUTCOME NAME
       damage.py NAME FOLDER PROOFS
"""

from __future__ import annotations

import base64
import os
import pathlib
import sys
from collections.abc import Callable

Change = Callable[[bytes], bytes]


def flip(place: int) -> Change:
    return lambda data: data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def replace(old: str, new: str) -> Change:
    def change(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)
    return change


def every(old: str, new: str) -> Change:
    return lambda data: data.replace(old.encode(), new.encode())


def root(data: bytes) -> bytes:
    lines = data.split(b"\n")
    lines[2] = base64.b64encode(bytes(32))
    return b"\n".join(lines)


def stranger(data: bytes) -> bytes:
    return "\u2014 witness.example/w1 ".encode() + base64.b64encode(bytes(76)) + b"\n"


def signatures(change: Change) -> Change:
    def whole(data: bytes) -> bytes:
        text, gap, tail = data.rpartition(b"\n\n")
        return text + gap + change(tail)
    return whole


def spare_bits(data: bytes) -> bytes:
    """The root in base64 that does not end in zero bits."""
    lines = data.split(b"\n")
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = letters.index(lines[2][-2:-1])
    lines[2] = lines[2][:-2] + letters[last + 1:last + 2] + b"="
    return b"\n".join(lines)


def proof_line(change: Callable[[list[str]], list[str]]) -> Change:
    return lambda data: " ".join(change(data.decode().splitlines()[3].split(" "))).encode() + b"\n"


A = base64.b64encode(bytes(32)).decode()
REMOVED: Change = lambda data: b""
WAYS: list[tuple[int, str, str, str, Change]] = [
    (70000, "refuse", "a bit in a full level-0 tile", "tile/0/100", flip(3207)),
    (70000, "refuse", "a bit in a level-1 tile", "tile/1/000", flip(64)),
    (70000, "refuse", "a bit in a partial level-1 tile", "tile/1/001.p/17", flip(9)),
    (70000, "refuse", "a bit in a level-2 tile", "tile/2/000.p/1", flip(31)),
    (70000, "refuse", "a bit in an entry", "tile/entries/200", flip(500)),
    (70000, "refuse", "a missing full tile", "tile/0/100", REMOVED),
    (70000, "refuse", "a missing bundle", "tile/entries/100", REMOVED),
    (300, "refuse", "a bit in a partial level-0 tile", "tile/0/001.p/44", flip(40)),
    (300, "refuse", "a low bit in an entry's length", "tile/entries/000", flip(991)),
    (300, "refuse", "a high bit in an entry's length", "tile/entries/000", flip(990)),
    (300, "refuse", "a bit in an entry of a partial bundle", "tile/entries/001.p/44", flip(5)),
    (300, "refuse", "a truncated bundle", "tile/entries/001.p/44", lambda data: data[:-5]),
    (300, "refuse", "a lengthened bundle", "tile/entries/001.p/44", lambda data: data + b"\0"),
    (300, "refuse", "a missing partial tile", "tile/0/001.p/44", REMOVED),
    (300, "refuse", "a partial tile 32 bytes short", "tile/0/001.p/44", lambda data: data[:-32]),
    (300, "refuse", "another size", "checkpoint", replace("\n300\n", "\n301\n")),
    (300, "refuse", "another root", "checkpoint", root),
    (300, "refuse", "another origin", "checkpoint", replace("log1\n", "log2\n")),
    (300, "refuse", "a root that is not canonical base64", "checkpoint", spare_bits),
    (300, "refuse", "no final line feed", "checkpoint", lambda data: data[:-1]),
    (300, "refuse", "CRLF", "checkpoint", every("\n", "\r\n")),
    (300, "refuse", "hyphens for the dash", "checkpoint", every("\u2014", "--")),
    (300, "refuse", "a stranger's signature only", "checkpoint", signatures(stranger)),
    (300, "refuse", "an empty checkpoint", "checkpoint", lambda data: b"\n"),
    (300, "accept", "a stranger's signature after the log's", "checkpoint",
     signatures(lambda data: data + stranger(data))),
    (300, "accept", "a stranger's signature before the log's", "checkpoint",
     signatures(lambda data: stranger(data) + data)),
    (300, "refuse", "a proof that is too long", "PROOFS", proof_line(lambda line: [*line, A])),
    (300, "refuse", "a proof that is too short", "PROOFS", proof_line(lambda line: line[:-1])),
    (300, "refuse", "a proof with another hash", "PROOFS",
     proof_line(lambda line: [*line[:4], A, *line[5:]])),
    (300, "refuse", "a proof for another entry", "PROOFS",
     proof_line(lambda line: [line[0], "7", *line[2:]])),
    (300, "refuse", "a proof beyond the size", "PROOFS",
     proof_line(lambda line: [line[0], "300", *line[2:]])),
]


def main() -> None:
    if len(sys.argv) == 1:
        for size, outcome, name, _, _ in WAYS:
            print(size, outcome, name)
        return
    _, wanted, folder, proofs = sys.argv
    path, change = next((path, change) for _, _, name, path, change in WAYS if name == wanted)
    file = pathlib.Path(proofs) if path == "PROOFS" else pathlib.Path(folder) / path
    before = file.read_bytes()
    after = change(before)
    assert after != before, "nothing was damaged"
    if after:
        file.write_bytes(after)
    else:
        os.remove(file)


if __name__ == "__main__":
    main()
