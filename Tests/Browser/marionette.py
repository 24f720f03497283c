"""Firefox ESR, driven by its own protocol over TCP: a length, a colon, a JSON array."""

from __future__ import annotations

import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time


class Firefox:
    """A Firefox without a window, with its own profile and settings."""

    def __init__(self, settings: dict[str, object]) -> None:
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        if program is None:
            raise SystemExit("firefox-esr is not installed: make install-test")
        self.folder = tempfile.TemporaryDirectory()
        profile = pathlib.Path(self.folder.name)
        settings = {"marionette.port": 0, "datareporting.policy.dataSubmissionEnabled": False} | settings
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
        (profile / "user.js").write_text("\n".join(lines))
        self.process = subprocess.Popen(
            [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = profile / "MarionetteActivePort"
        for _ in range(600):
            if port.exists() and port.read_text().strip():
                break
            time.sleep(0.1)
        self.socket = socket.create_connection(("127.0.0.1", int(port.read_text())))
        self.stream = self.socket.makefile("rb")
        self.number = 0
        self.read()
        self.ask("WebDriver:NewSession", {"capabilities": {}})

    def read(self) -> object:
        """The next message."""
        length = b""
        while not length.endswith(b":"):
            byte = self.stream.read(1)
            if not byte:
                raise ConnectionError("Firefox is gone")
            length += byte
        return json.loads(self.stream.read(int(length[:-1])))

    def ask(self, command: str, parameters: dict[str, object]) -> object:
        """Sends a command and returns its result."""
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self.read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def text(self, url: str) -> str:
        """The text a reader sees on a page."""
        self.ask("WebDriver:Navigate", {"url": url})
        body = self.ask("WebDriver:FindElement", {"using": "css selector", "value": "body"})
        identifier = next(iter(body["value"].values()))
        return self.ask("WebDriver:GetElementText", {"id": identifier})["value"]

    def close(self) -> None:
        """Ends Firefox and forgets its profile."""
        try:
            self.ask("Marionette:Quit", {"flags": ["eForceQuit"]})
            self.process.wait(10)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()
