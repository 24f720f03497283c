#!/usr/bin/env python3
"""Checks the direction of imports, which the compiler does not.

Each room may import only the rooms below it and the third-party modules that are its own.
The pure rooms import nothing of the operating system beyond the C library's arithmetic.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Module maps of the system's C libraries: no code of ours.
MAPS = {"CIsal", "CZlib", "CZstd", "CLinux", "CMarks"}

# Room: (rooms below it, third-party and system modules it alone may see).
HOUSE: dict[str, tuple[set[str], set[str]]] = {
    "Bytes": (set(), {"CIsal", "CZlib", "CZstd"}),
    # Arithmetic only: log, exp, lgamma_r and the like, each imported by name.
    "Signals": (set(), {"Glibc"}),
    "Mutation": ({"Signals"}, set()),
    "Watch": ({"Signals"}, set()),
    "Record": ({"Bytes"}, set()),
    "Messages": ({"Bytes", "Record"}, set()),
    "Ledger": ({"Bytes"}, {"Crypto", "CryptoExtras", "Glibc", "Synchronization"}),
    "Interference": ({"Bytes", "Record", "Signals"}, set()),
    "Coordination": ({"Bytes", "Record", "Signals"}, {"Glibc"}),
    # The search for a byte, which the C library does best, and arithmetic.
    "Flood": ({"Bytes", "Signals"}, {"Glibc", "Synchronization"}),
    "Redaction": ({"Bytes", "Record"}, set()),
    "Letters": ({"Bytes", "Record"}, set()),
    "Docket": ({"Bytes", "Record", "Signals"}, set()),
    "Transparency": ({"Bytes", "Record"}, {"CMarks"}),
    "Dossier": ({"Bytes", "Record"}, {"Yams", "Glibc", "Foundation"}),
    "Store": ({"Bytes", "Record"}, {"GRDB", "Glibc", "Foundation", "Synchronization"}),
    "Site": (
        {"Bytes", "Record", "Signals", "Messages", "Coordination", "Transparency"}, {"Synchronization"},
    ),
    "Observatory": (
        {"Bytes", "Record", "Messages", "Ledger", "Interference", "Coordination", "Docket",
         "Transparency", "Dossier", "Store", "Site"},
        {"CLinux", "Foundation", "Glibc", "Synchronization"},
    ),
    "Server": (
        {"Bytes", "Record", "Messages", "Ledger", "Site", "Observatory"},
        {"Hummingbird", "CLinux", "HTTPTypes", "NIOCore", "Logging", "Glibc", "Synchronization",
         "ServiceLifecycle", "NIOPosix"},
    ),
    "haidang": (
        {"Bytes", "Record", "Signals", "Messages", "Ledger", "Interference", "Coordination", "Docket",
         "Redaction", "Letters", "Transparency", "Dossier", "Store", "Observatory", "Server", "Site",
         "Flood"},
        {"ArgumentParser", "Glibc", "Synchronization"},
    ),
    "bench": (
        {"Bytes", "Record", "Signals", "Messages", "Ledger", "Interference", "Coordination", "Transparency", "Flood",
         "Dossier", "Store", "Site", "Observatory", "Server"},
        {"ArgumentParser", "Glibc"},
    ),
    "fuzz": (
        {"Bytes", "Record", "Interference", "Coordination", "Docket", "Redaction", "Letters",
         "Transparency", "Mutation"},
        {"ArgumentParser", "Glibc"},
    ),
}

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:public |internal |package |private |fileprivate )?import\s+"
    r"(?:struct |class |enum |protocol |func |var |let )?(\w+)"
)


def code(text: str) -> str:
    """The text with its string literals of several lines left blank: they may hold other programs."""
    return re.sub(r'(#*)""".*?"""\1', lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)


def faults() -> list[str]:
    """Returns one line for each import that goes the wrong way."""
    found = []
    for room, (below, own) in HOUSE.items():
        for path in sorted((ROOT / "Sources" / room).rglob("*.swift")):
            for number, line in enumerate(code(path.read_text("utf-8")).splitlines(), 1):
                match = IMPORT.match(line)
                if match and match[1] not in below | own | {"Swift"}:
                    place = path.relative_to(ROOT)
                    found.append(f"{place}:{number}: {room} may not import {match[1]}")
    known = {path.name for path in (ROOT / "Sources").iterdir() if path.is_dir()}
    found += [f"Sources/{room}: not in the plan of the house"
              for room in sorted(known - set(HOUSE) - MAPS)]
    return found


if __name__ == "__main__":
    lines = faults()
    print("\n".join(lines) if lines else "imports: all point down")
    sys.exit(1 if lines else 0)
