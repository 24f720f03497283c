"""What all judges of an edition share: telling what was found, running programs, reading data."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
KINDS = ["source", "place", "actor", "platform", "statute", "person", "proceeding", "event",
         "series", "figure", "report", "index", "finding"]

failures = 0


def check(name: str, fine: object, found: object = "") -> bool:
    """Tells the outcome of one check; `found` is shown when it fails."""
    global failures
    if fine:
        print(f"ok    {name}")
    else:
        failures += 1
        print(f"FAIL  {name}: {str(found)[:600]}")
    return bool(fine)


def equal(name: str, found: object, wanted: object) -> bool:
    """Checks that two values are equal, and shows both when they are not."""
    return check(name, found == wanted, f"found {found!r:.280}, wanted {wanted!r:.280}")


def skip(name: str, reason: str) -> None:
    """Tells of a check that cannot be made here, and why."""
    print(f"skip  {name}: {reason}")


def finish() -> None:
    sys.exit(1 if failures else 0)


def run(*command: object, folder: object = None, **more: Any) -> subprocess.CompletedProcess[str]:
    """Runs a program in English, without the user's own settings."""
    environment = {"PATH": os.environ["PATH"], "HAIDANG_LANG": "en", "LC_ALL": "C.UTF-8",
                   "HOME": os.environ.get("HOME", "/")} | more.pop("environment", {})
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          cwd=folder, env=environment, **more)


class Observatory:
    """An observatory of a judge's own, driven through the program's commands."""

    def __init__(self, program: str, folder: pathlib.Path) -> None:
        self.program = str(pathlib.Path(program).resolve())
        self.folder = folder

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return run(self.program, *arguments, "-C", self.folder)

    def must(self, *arguments: object) -> str:
        """Runs a command that has to succeed before anything can be judged."""
        done = self.run(*arguments)
        if done.returncode != 0:
            check(f"haidang {arguments[0]} succeeds", False, done.stdout + done.stderr)
            finish()
        return done.stdout

    def json(self, *arguments: object) -> Any:
        return json.loads(self.must(*arguments, "--json"))

    @classmethod
    def made(cls, program: str, folder: pathlib.Path, dossier: str = "") -> Observatory:
        """A new one of made-up records, given as YAML."""
        observatory = cls(program, folder)
        done = run(observatory.program, "init", folder, "--unprotected-key", "--title-en",
                   "Example", "--title-vi", "Ví dụ", "--origin", "example.invalid/log1")
        if done.returncode != 0:
            check("haidang init succeeds", False, done.stderr)
            finish()
        if dossier:
            file = folder.with_suffix(".yaml")
            file.write_text(dossier)
            observatory.must("import", file)
        return observatory

    @classmethod
    def copied(cls, program: str, source: str, folder: pathlib.Path) -> Observatory:
        """A copy of one that must not be changed, without its editions."""
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("edition*", ".lock"))
        return cls(program, folder)

    @contextlib.contextmanager
    def served(self) -> Iterator[Callable[[str], Answer]]:
        """Serves it on the loopback interface; what it gives asks for an address."""
        port = self.folder.with_suffix(".port")
        port.unlink(missing_ok=True)
        server = subprocess.Popen(
            [self.program, "-C", str(self.folder), "serve", "--port", "0", "--port-file",
             str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while not port.exists() or not port.read_text().strip():
                if server.poll() is not None:
                    check("the server begins", False, "it ended")
                    finish()
                time.sleep(0.05)
            base = f"http://127.0.0.1:{port.read_text().strip()}"
            yield lambda path: ask(base, path)
        finally:
            server.terminate()
            server.wait()


class Answer:
    """What a server answered, redirections followed."""

    def __init__(self, status: int, address: str, body: bytes) -> None:
        self.status, self.address, self.body = status, address, body

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(base: str, path: str) -> Answer:
    try:
        with urllib.request.urlopen(base + path) as reply:
            return Answer(reply.status, reply.url.removeprefix(base), reply.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.url.removeprefix(base), error.read())


@contextlib.contextmanager
def work() -> Iterator[pathlib.Path]:
    """A folder that goes when the judge is done."""
    with tempfile.TemporaryDirectory() as name:
        yield pathlib.Path(name)


def files(folder: pathlib.Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}
