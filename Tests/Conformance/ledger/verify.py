#!/usr/bin/env python3
"""Checks a log's folder with nothing but SHA-256 and openssl: the signature, every entry, every
tile, and proofs. Written from RFC 9162 and the C2SP texts alone.

usage: verify.py FOLDER VKEY PROOFS; exit code 0 accepted, 1 refused, 2 wrong use
"""

from __future__ import annotations

import base64
import hashlib
import pathlib
import subprocess
import sys
import tempfile

WIDTH = 256
DER_HEAD = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: SubjectPublicKeyInfo of Ed25519


class Refused(Exception):
    pass


def need(condition: bool, what: str) -> None:
    if not condition:
        raise Refused(what)


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha(b"\x01" + left + right)


def decoded(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "base64 is not canonical")
    return data


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        (place / "key").write_bytes(DER_HEAD + public)
        (place / "message").write_bytes(message)
        (place / "signature").write_bytes(signature)
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER",
                   "-inkey", place / "key", "-in", place / "message", "-sigfile",
                   place / "signature"]
        return subprocess.run(command, capture_output=True).returncode == 0


def checkpoint(folder: pathlib.Path, vkey: str) -> tuple[int, bytes]:
    name, identifier, key = vkey.split("+", 2)
    public = decoded(key)
    need(public[0] == 1 and len(public) == 33, "not an Ed25519 key")
    need(sha(name.encode() + b"\n" + public)[:4].hex() == identifier, "the key's name is wrong")
    text, gap, tail = (folder / "checkpoint").read_bytes().decode().rpartition("\n\n")
    need(gap != "" and tail.endswith("\n"), "not a note")
    message = (text + "\n").encode()
    valid = False
    for line in tail[:-1].split("\n"):
        dash, signer, blob = line.split(" ")
        need(dash == "\u2014", "not a signature line")
        signature = decoded(blob)
        if signer == name and signature[:4].hex() == identifier:
            need(signed_by(public[1:], message, signature[4:]), "the signature is wrong")
            valid = True
    need(valid, "the log has not signed")
    lines = text.split("\n")
    need(lines[0] == name, "another log's checkpoint")
    need(str(int(lines[1])) == lines[1], "the size is not a plain number")
    return int(lines[1]), decoded(lines[2])


def path(kind: str, index: int, width: int) -> str:
    groups = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03d}")
    return f"tile/{kind}/{'/'.join(groups)}" + ("" if width == WIDTH else f".p/{width}")


def leaves(folder: pathlib.Path, size: int) -> list[bytes]:
    hashes = []
    for first in range(0, size, WIDTH):
        width = min(WIDTH, size - first)
        data = (folder / path("entries", first // WIDTH, width)).read_bytes()
        place = 0
        for _ in range(width):
            end = place + 2 + int.from_bytes(data[place:place + 2], "big")
            need(place + 2 <= len(data) and end <= len(data), f"bundle at {first} is cut off")
            hashes.append(sha(b"\x00" + data[place + 2:end]))
            place = end
        need(place == len(data), f"bundle at {first} is too long")
    return hashes


def root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return sha(b"")
    while len(hashes) > 1:
        odd = [hashes[-1]] if len(hashes) % 2 else []
        hashes = [node(*hashes[i:i + 2]) for i in range(0, len(hashes) - 1, 2)] + odd
    return hashes[0]


def check_tiles(folder: pathlib.Path, hashes: list[bytes]) -> None:
    level = 0
    while hashes:
        for first in range(0, len(hashes), WIDTH):
            part = hashes[first:first + WIDTH]
            name = path(str(level), first // WIDTH, len(part))
            need((folder / name).read_bytes() == b"".join(part), f"{name} is wrong")
        full = range(0, len(hashes) - WIDTH + 1, WIDTH)
        hashes = [root(hashes[first:first + WIDTH]) for first in full]
        level += 1


def check_inclusion(index: int, size: int, leaf: bytes, whole: bytes, steps: list[bytes]) -> None:
    """RFC 9162 section 2.1.3.2."""
    need(index < size, "the index is beyond the size")
    first, last, result = index, size - 1, leaf
    for step in steps:
        need(last != 0, "the proof is too long")
        if first & 1 or first == last:
            result = node(step, result)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            result = node(result, step)
        first, last = first >> 1, last >> 1
    need(last == 0 and result == whole, "the proof leads elsewhere")


def check_consistency(
    size: int, later: int, before: bytes, after: bytes, steps: list[bytes]
) -> None:
    """RFC 9162 section 2.1.4.2."""
    if size == later:
        need(not steps and before == after, "the same size, but not the same log")
        return
    need(0 < size < later and bool(steps), "the proof is too short")
    if size & (size - 1) == 0:
        steps = [before, *steps]
    first, last = size - 1, later - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    left = right = steps[0]
    for step in steps[1:]:
        need(last != 0, "the proof is too long")
        if first & 1 or first == last:
            left, right = node(step, left), node(step, right)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            right = node(right, step)
        first, last = first >> 1, last >> 1
    need(last == 0 and left == before and right == after, "the proof leads elsewhere")


def check_proof(line: str, hashes: list[bytes], whole: bytes) -> None:
    kind, first, size, *steps = line.split(" ")
    need(int(size) == len(hashes), "a proof for another size")
    decoded_steps = [decoded(step) for step in steps]
    place = int(first)
    if kind == "inclusion":
        need(place < len(hashes), "the index is beyond the size")
        check_inclusion(place, len(hashes), hashes[place], whole, decoded_steps)
    else:
        check_consistency(place, len(hashes), root(hashes[:place]), whole, decoded_steps)


def verify(folder: pathlib.Path, vkey: str, proofs: pathlib.Path) -> str:
    size, whole = checkpoint(folder, vkey)
    hashes = leaves(folder, size)
    need(root(hashes) == whole, "the entries do not give the signed root")
    check_tiles(folder, hashes)
    lines = proofs.read_text().splitlines()
    for line in lines:
        check_proof(line, hashes, whole)
    return f"{size} entries, {len(lines)} proofs"


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(2)
    try:
        print("accepted:", verify(pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])))
    except (Refused, OSError, ValueError) as error:
        print("refused:", error)
        sys.exit(1)
