#!/usr/bin/env python3
"""The ledger of an edition is judged by Go's checksum-database packages and by verify.py; then each
journal line is compared with its ledger entry, the record root recomputed from the seed. The last was
written from Documentation/formats.md alone.

usage: commitments.py HAIDANG OBSERVATORY EDITION; GO_VERIFIER names the built program
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import pathlib
import re
import shutil
import struct
import sys
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from judge import HERE, check, equal, finish, run, work

sys.path.append(str(HERE.parent / "ledger"))
import verify  # noqa: E402

DATES = {"adopted", "as_of", "blocked_first", "blocked_last", "earliest", "estimate", "first", "in_force",
         "last", "latest", "on", "period", "published", "repealed", "span", "status_from",
         "status_until", "valid_from", "valid_to", "vintage", "when"}
END = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(T\S*?)?)?)?([~?%]?)")


def number(value: float) -> str:
    """A number as ECMAScript writes it: Python finds the same digits, but places the point otherwise."""
    sign, places, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits, point = "".join(map(str, places)), len(places) + int(exponent)
    if 0 < point <= 21:
        text = digits.ljust(point, "0") if len(digits) <= point else f"{digits[:point]}.{digits[point:]}"
    elif -6 < point <= 0:
        text = f"0.{'0' * -point}{digits}"
    else:
        text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + f"e{point - 1:+d}"
    return "-" * sign + text


def canonical(value: Any) -> str:
    """Canonical JSON (RFC 8785)."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode())
        return "{" + ",".join(f"{canonical(k)}:{canonical(v)}" for k, v in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return number(value) if value else "0"
    return unicodedata.normalize("NFC", json.dumps(value, ensure_ascii=False))


def cut(end: str, rung: str) -> str:
    found = END.fullmatch(end)
    if not found:
        return end
    year, month, day, time, qualifier = found.groups()
    if rung == "day" and time:
        return f"{year}-{month}-{day}{qualifier}"
    if rung == "month" and day:
        return f"{year}-{month}{qualifier}"
    return f"{year}{qualifier}" if rung == "year" and month else end


def rungs(date: str) -> Iterator[tuple[str, str]]:
    for rung in ["day", "month", "year"]:
        ends = [cut(end, rung) for end in date.split("/")]
        coarse = ends[0] if len(ends) == 2 and ends[0] == ends[1] else "/".join(ends)
        if coarse != date:
            yield rung, coarse


def fields(value: Any, pointer: str, is_record: bool) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for name, member in value.items():
            place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            is_claimed = re.fullmatch(r"/claims/\d+", pointer) and name == "value"
            yield from fields(member, place, is_record and not is_claimed)
    elif isinstance(value, list) and value:
        for place, member in enumerate(value):
            yield from fields(member, f"{pointer}/{place}", is_record)
    else:
        yield pointer, value
        if is_record and pointer.split("/")[-1] in DATES and isinstance(value, str):
            for rung, coarse in rungs(value):
                yield f"{pointer}#{rung}", coarse


def committed(line: dict[str, Any]) -> tuple[int, bytes]:
    """How many leaves an entry has, and its record root."""
    seed = base64.b64decode(line["seed"], validate=True)

    def keyed(message: bytes) -> bytes:
        return hmac.digest(seed, message, "sha256")

    found = dict(fields(line["content"], "", line["act"] == "record"))
    found |= {f"/@{name}": line[name] for name in ["act", "at", "of", "version"] if name in line}
    leaves = []
    for pointer in sorted(found, key=str.encode):
        path, value = pointer.encode(), canonical(found[pointer]).encode()
        field = (b"obs-field/1\0" + keyed(path) + struct.pack(">H", len(path)) + path
                 + struct.pack(">I", len(value)) + value)
        leaves.append(hashlib.sha256(b"\0" + field).digest())
    while not leaves or len(leaves) % 16:
        leaves.append(keyed(b"obs-decoy/1\0" + struct.pack(">I", len(leaves))))
    return len(leaves), verify.root(leaves)


def entries(ledger: pathlib.Path, size: int) -> Iterator[bytes]:
    """The entries of a log, from its bundles."""
    for first in range(0, size, verify.WIDTH):
        width = min(verify.WIDTH, size - first)
        data = (ledger / verify.path("entries", first // verify.WIDTH, width)).read_bytes()
        for _ in range(width):
            end = 2 + int.from_bytes(data[:2], "big")
            yield data[2:end]
            data = data[end:]


def expected(text: bytes, ref: str) -> bytes:
    line = json.loads(text)
    kind = line["act"] if line["act"] != "record" else f"record-{line['of'].split('/')[0]}"
    count, root = committed(line)
    return (f"obs-entry/1\nkind {kind}\nref {ref}\nfields {count}\n"
            f"root {base64.b64encode(root).decode()}\nct sha256:{hashlib.sha256(text).hexdigest()}\n"
            f"day {line['at'][:10]}\n").encode()


def journal(edition: pathlib.Path) -> None:
    lines = (edition / "data/journal.jsonl").read_bytes().split(b"\n")
    equal("the journal ends with a line feed", lines.pop(), b"")
    size = int((edition / "ledger/checkpoint").read_text().split("\n")[1])
    equal("the journal has as many lines as the ledger has entries", len(lines), size)
    equal("each line is canonical JSON and numbered from 0",
          [number for number, line in enumerate(lines)
           if canonical(json.loads(line)).encode() != line or json.loads(line)["entry"] != number], [])
    refs, wrong = set(), []
    for number, entry in enumerate(entries(edition / "ledger", size)):
        ref = entry.split(b"\n")[2].removeprefix(b"ref ").decode()
        refs.add(ref)
        if len(ref) != 32 or expected(lines[number], ref) != entry:
            wrong.append((number, entry, expected(lines[number], ref)))
    check(f"each of {size} ledger entries commits to its line, its fields and its decoys",
          not wrong, wrong[:1])
    equal("no two entries have one ref", len(refs), size)
    times = [json.loads(line)["at"] for line in lines]
    equal("time does not run backwards", times, sorted(times))
    changed = lines[9].replace(b'"act"', b'"acT"')
    equal("another line gives another entry", expected(lines[9], ref) == expected(
        changed.replace(b'"acT"', b'"act" '), ref), False)


def ledger(edition: pathlib.Path, folder: pathlib.Path) -> None:
    vkey = (edition / "keys/ledger.vkey").read_text().strip()
    proofs = folder / "proofs"
    proofs.write_text("")
    judges = {"go": [os.environ["GO_VERIFIER"]], "python": [sys.executable, verify.__file__]}
    for name, judge in judges.items():
        done = run(*judge, edition / "ledger", vkey, proofs)
        check(f"{name} accepts the ledger", done.returncode == 0, done.stdout + done.stderr)
        spoilt = folder / name
        shutil.copytree(edition / "ledger", spoilt)
        tile = spoilt / "tile/entries/000"
        tile.write_bytes(tile.read_bytes().replace(b"record-", b"recorD-", 1))
        done = run(*judge, spoilt, vkey, proofs)
        equal(f"{name} refuses it with a letter changed", done.returncode, 1)


if __name__ == "__main__":
    published = pathlib.Path(sys.argv[3])
    with work() as scratch:
        ledger(published, scratch)
    journal(published)
    finish()
