#!/usr/bin/env python3
"""Runs a command on a terminal of its own and answers each question for a passphrase: age reads
one from nowhere else.

usage: on-tty.py PASSPHRASE COMMAND...
"""

from __future__ import annotations

import os
import pty
import sys


def main() -> int:
    words, *command = sys.argv[1:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    seen = b""
    while True:
        try:
            piece = os.read(terminal, 1024)
            seen += piece
            if b"assphrase" in seen and b":" in seen:
                os.write(terminal, words.encode() + b"\n")
                seen = b""
        except OSError:  # the terminal closes when the command ends
            break
        if not piece:
            break
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
