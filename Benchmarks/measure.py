"""What the benchmarks share: CPU seconds and peak memory of other processes, and the table."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def build(product: str) -> str:
    """Builds a release product and returns its path; BUILT names a folder where it is already."""
    if "BUILT" in os.environ:
        return f"{os.environ['BUILT']}/{product}"
    command = ["swift", "build", "-c", "release"]
    subprocess.run([*command, "--product", product], cwd=ROOT, check=True, stdout=sys.stderr)
    shown = subprocess.run([*command, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
    return f"{shown.stdout.strip()}/{product}"


def synthetic(program: str, observatory: str, events: int) -> dict[str, float]:
    """Makes an observatory of synthetic events; returns what the import took."""
    dossier = pathlib.Path(observatory + ".dossier")
    subprocess.run([sys.executable, str(ROOT / "Benchmarks/events.py"), str(dossier), str(events)], check=True)
    subprocess.run([program, "init", observatory, "--unprotected-key", "--origin", "example.org/log"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return run([program, "-C", observatory, "import", str(dossier)], stderr=subprocess.DEVNULL)


def cpu_seconds(pid: int) -> float:
    """User and system time that a running process has used."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_megabytes(pid: int) -> float:
    """The largest resident size a running process has had."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def run(command: list[str], **options) -> dict[str, float]:
    """Runs a command to its end and returns its wall, CPU seconds and peak megabytes."""
    start = time.monotonic()
    process = subprocess.Popen(command, **{"stdout": subprocess.DEVNULL} | options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return {
        "wall": time.monotonic() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss / 1024,
    }


def table(title: str, command: str, headings: list[str], rows: list[list[str]]) -> str:
    """A section of BENCHMARKS.md."""
    lines = [f"## {title}", "", f"    {command}", "", "| " + " | ".join(headings) + " |"]
    lines.append("|" + "---|" * len(headings))
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def machine() -> str:
    """What the figures were measured on."""
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    load = os.getloadavg()[0]
    gib = int(memory[1]) / 1048576 if memory else 0
    return f"{os.cpu_count()} × {model[1] if model else '?'}, {gib:.0f} GiB; {swift}; load {load:.1f}"


HEAD = """# Benchmarks

Written by `make benchmarks`. Each table names the command that made it; Benchmarks/README.md says how
they measure. CPU seconds are those of the process that is measured, user and system. Where a rival
stands beside ours, both ran in turn on this machine in one run, on the same rows. In full text, matches of a search are kept for one
state of the record, so that only the first page of a search pays for matching; Datasette matches each time.

Machine: {machine}
"""

if __name__ == "__main__":
    print(HEAD.format(machine=machine()), end="")
