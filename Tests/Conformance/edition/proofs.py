#!/usr/bin/env python3
"""The folders that `haidang prove` writes, for one record of each kind, whole and with fields hidden,
are judged by their own check.py, by the commands of their README files, by tlog-scales, pymerkle and
Go's packages. Then each is spoilt, and each judge who reads the spoilt file must refuse.

usage: proofs.py HAIDANG OBSERVATORY EDITION; GO_VERIFIER names the built program
"""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import os
import pathlib
import re
import shutil
import sys
from collections.abc import Callable
from typing import Any

import pymerkle
from cryptography.exceptions import InvalidSignature
from tlog_scales import reader, signing, tlog
from tlog_scales.backend import LocalBackend

from commitments import entries
from judge import KINDS, Observatory, check, equal, finish, run, work

Folder = pathlib.Path


def parts(folder: Folder) -> tuple[int, list[bytes], str]:
    """The index, the hashes and the checkpoint of the proof file."""
    head, _, note = (folder / "entry.tlog-proof").read_text().partition("\n\n")
    _, index, *hashes = head.split("\n")
    return int(index.split(" ")[1]), [base64.b64decode(line) for line in hashes], note


def by_script(folder: Folder) -> bool:
    done = run(sys.executable, "-O", folder / "check.py", folder=folder)
    return done.returncode == 0 and "\nVERIFIED" in done.stdout


def by_haidang(folder: Folder) -> bool:
    return run(haidang, "verify", folder).returncode == 0


def by_readme(folder: Folder, name: str = "README.en.md") -> bool:
    """Types the commands of the file, in a copy, as a careful reader would: any failure counts."""
    with work() as scratch:
        shutil.copytree(folder, scratch / "copy")
        text = (folder / name).read_text()
        typed = re.findall(r"^ {7}(.*)$", text, re.MULTILINE)
        typed = [line for line in typed if not re.fullmatch(r"\S+\+[0-9a-f]{8}\+\S+", line)]
        done = run("bash", "-e", "-o", "pipefail", "-c", "\n".join(typed), folder=scratch / "copy")
        told = ["in the log" if "en" in name else "có trong sổ cái", "Verified Successfully"]
        return len(typed) > 7 and done.returncode == 0 and all(one in done.stdout for one in told)


def by_tlog_scales(folder: Folder) -> bool:
    """Signature and inclusion, by another author's reading of the C2SP texts."""
    try:
        index, hashes, note = parts(folder)
        checkpoint = tlog.Checkpoint.from_text(note)
        checkpoint.verify(signing.Vkey.from_string((folder / "ledger.vkey").read_text().strip()))
        entry = (folder / "entry.txt").read_bytes()
        tlog.InclusionProof(index, checkpoint.size, hashes).check(
            hashlib.sha256(b"\0" + entry).digest(), checkpoint.root_hash)
        return True
    except (InvalidSignature, tlog.InclusionProofInvalid, RuntimeError, ValueError):
        return False


JUDGES: dict[str, Callable[[Folder], bool]] = {
    "check.py": by_script, "README": by_readme, "tlog-scales": by_tlog_scales,
    "haidang": by_haidang,
}


def accepted(name: str, folder: Folder) -> None:
    for judge, accepts in JUDGES.items():
        check(f"{name}: {judge} accepts", accepts(folder))
    check(f"{name}: README in Vietnamese accepts", by_readme(folder, "README.vi.md"))


# Ways to spoil a proof, and the judges who read what is spoilt.
ALL, FIELDS = set(JUDGES), {"check.py", "haidang"}


def disclosure(change: Callable[[dict[str, Any]], object]) -> Callable[[Folder], None]:
    def spoil(folder: Folder) -> None:
        shown = json.loads((folder / "disclosure.json").read_text())
        change(shown)
        (folder / "disclosure.json").write_text(json.dumps(shown))
    return spoil


def forged(shown: dict[str, Any]) -> None:
    """A second field with the index of a true one: whoever lets the later win shows both."""
    false = copy.deepcopy(shown["fields"][5])
    false["value"] = '"forged"'
    shown["fields"].insert(0, false)


def text(name: str, old: str, new: str) -> Callable[[Folder], None]:
    def spoil(folder: Folder) -> None:
        before = (folder / name).read_text()
        assert re.search(old, before), (name, old)
        (folder / name).write_text(re.sub(old, new, before, count=1))
    return spoil


def everywhere(old: str, new: str) -> Callable[[Folder], None]:
    """The entry changed in all places at once."""
    def spoil(folder: Folder) -> None:
        text("entry.txt", old, new)(folder)
        disclosure(lambda shown: shown.update(entry=(folder / "entry.txt").read_text()))(folder)
    return spoil


WAYS: list[tuple[str, set[str], Callable[[Folder], object]]] = [
    ("a disclosed value", FIELDS,
     disclosure(lambda shown: shown["fields"][5].update(value='"other"'))),
    ("a disclosed path", FIELDS, disclosure(lambda shown: shown["fields"][5].update(path="/x"))),
    ("a salt", FIELDS, disclosure(lambda shown: shown["fields"][5].update(salt="00" * 32))),
    ("a field's index", FIELDS, disclosure(lambda shown: shown["fields"][5].update(index=4))),
    ("a second field under one index", FIELDS, disclosure(forged)),
    ("a field left out without its hash", FIELDS, disclosure(lambda shown: shown["fields"].pop())),
    ("the entry's day", ALL, everywhere("day 2", "day 1")),
    ("the entry's ref", ALL, everywhere("ref .", "ref g")),
    ("the entry in its own file alone", ALL, text("entry.txt", "day 2", "day 1")),
    ("the checkpoint's size", FIELDS | {"README"}, text("checkpoint", r"\n\d", r"\n9")),
    ("the checkpoint's size in the proof", {"check.py", "tlog-scales", "haidang"},
     text("entry.tlog-proof", r"\n\n(.*)\n\d", r"\n\n\1\n9")),
    ("the checkpoint's signature", FIELDS | {"README"},
     text("checkpoint", r"(— \S+ .{20}).{4}", r"\1AAAA")),
    ("the index", {"check.py", "tlog-scales", "haidang"},
     text("entry.tlog-proof", r"index (\d*)\d", lambda found: f"index {found[1] or 0}77")),
    ("a hash of the path", {"check.py", "tlog-scales", "haidang"},
     text("entry.tlog-proof", r"\n(.{20}).{4}(.{19}=)\n", r"\n\1AAAA\2\n")),
    ("the verifier key", ALL, text("ledger.vkey", r"(\+A.{20}).{4}", r"\1AAAA")),
]


def spoilt(folder: Folder, scratch: Folder) -> None:
    for name, judges, change in WAYS:
        copied = scratch / "spoilt"
        shutil.copytree(folder, copied)
        change(copied)
        for judge in sorted(judges):
            check(f"{judge} refuses: {name}", not JUDGES[judge](copied))
        shutil.rmtree(copied)


def redacted(observatory: Observatory, scratch: Folder) -> None:
    """Persons without their names, an event with its month alone."""
    folder = scratch / "redacted-event"
    day = next(row for row in observatory.json("list", "event") if len(row["when"]) == 10)
    observatory.must("prove", f"event/{day['id']}", "--to", folder, "--hide", "/when", "--show",
                     "/when#month", "--hide", "/title")
    accepted("an event without its day and title", folder)
    written = b"".join(path.read_bytes() for path in folder.iterdir()).decode()
    check("no file holds what was hidden", json.dumps(day["title"])[1:-1] not in written
          and f'"\\"{day["when"]}\\""' not in written)
    shown = {field["path"]: field["value"] for field in
             json.loads((folder / "disclosure.json").read_text())["fields"]}
    equal("the month is shown instead of the day", (shown.get("/when#month"), "/when" in shown),
          (f'"{day["when"][:7]}"', False))
    spoilt(folder, scratch)


def kinds(observatory: Observatory, scratch: Folder) -> None:
    ledger = observatory.folder / "ledger"
    log = reader.TilesReader(LocalBackend(ledger))
    checkpoint = log.get_checkpoint()
    lines = []
    for kind in KINDS:
        record = observatory.json("list", kind, "--limit", "1")[0]["id"]
        folder = scratch / kind
        observatory.must("prove", f"{kind}/{record}", "--to", folder)
        accepted(f"{kind}/{record}", folder)
        index, hashes, note = parts(folder)
        made = log.get_inclusion_proof(index, checkpoint.size)
        equal(f"{kind}: tlog-scales makes the same proof", (made.node_hashes, checkpoint.serialize()),
              (hashes, note))
        equal(f"{kind}: the proved entry stands in the ledger",
              log.get_entry(index), (folder / "entry.txt").read_bytes())
        steps = " ".join(base64.b64encode(step).decode() for step in hashes)
        lines.append(f"inclusion {index} {checkpoint.size} {steps}\n")
    (scratch / "proofs").write_text("".join(lines))
    vkey = (scratch / "event/ledger.vkey").read_text().strip()
    done = run(os.environ["GO_VERIFIER"], ledger, vkey, scratch / "proofs")
    check("go accepts the ledger with all these proofs", done.returncode == 0, done.stdout)
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in entries(ledger, checkpoint.size):
        tree.append_entry(entry)
    equal("pymerkle builds the signed root of the ledger", tree.get_root(), checkpoint.root_hash)


if __name__ == "__main__":
    haidang, source, _ = sys.argv[1:]
    with work() as place:
        own = Observatory.copied(haidang, source, place / "observatory")
        kinds(own, place)
        redacted(own, place)
    finish()
