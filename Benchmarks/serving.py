"""What benchmarks of servers share: a port, waiting, and load by wrk."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.request

import measure

SECONDS = 6
ROUNDS = 3


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str) -> None:
    """Waits until a server answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def load(address: str, pid: int, connections: int = 16) -> dict[str, float]:
    """Asks one address for a few seconds; returns CPU per request, rate and the 99th percentile."""
    before = measure.cpu_seconds(pid)
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", address],
        check=True, capture_output=True, text=True,
    ).stdout
    used = measure.cpu_seconds(pid) - before
    requests = int(re.search(r"(\d+) requests in", out)[1])
    tail = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[tail[2]]
    if re.search(r"Non-2xx", out):
        raise SystemExit(f"{address}: answers that are no success\n{out}")
    return {"cpu": used * 1000 / max(1, requests), "rate": requests / SECONDS,
            "p99": float(tail[1]) * scale}
