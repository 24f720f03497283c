#!/usr/bin/env python3
"""Writes a dossier of synthetic events: events.py FOLDER COUNT [SEED].

The same seed gives the same bytes. Nobody and nothing in it is real.
"""

from __future__ import annotations

import pathlib
import random
import sys

KINDS = "arrest trial conviction blocking throttling report law assault".split()
PLACES = ["north", "south", "east", "west", "capital"]
PLATFORMS = ["river", "lantern", "bamboo", "ferry"]
WORDS = "court page post order notice journalist account court province network review letter".split()
YEARS = range(2001, 2026)


def named(kind: str, ids: list[str], more: str) -> str:
    """A file of records that have a name and little else."""
    lines = [f"{kind}:"]
    for one in ids:
        lines += [f"  - id: {one}", f"    name: {{en: {one.title()} example}}"]
        if more:
            lines.append(f"    {more}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes the folder."""
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    draw = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    (folder / "events").mkdir(parents=True, exist_ok=True)
    (folder / "observatory.yaml").write_text('title: {en: "Synthetic"}\nzone: "+00:00"\n')
    (folder / "places.yaml").write_text(named("places", PLACES, "level: province"))
    (folder / "platforms.yaml").write_text(named("platforms", PLATFORMS, ""))
    (folder / "sources.yaml").write_text("sources:\n" + "".join(
        f"  - id: paper-{n}\n    url: \"https://example.org/{n}\"\n    publisher: Example paper {n}\n"
        for n in range(200)))
    drawn = sorted(
        f"{draw.choice(YEARS)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}" for _ in range(count))
    files = {year: ["events:"] for year in YEARS}
    for number, day in enumerate(drawn):
        first, second = draw.sample(range(200), 2)
        words = " ".join(draw.choice(WORDS) for _ in range(7))
        files[int(day[:4])] += [
            f"  - id: e{number:06}",
            f"    when: '{day}'",
            f"    title: {{en: \"Example {number}: {words}\"}}",
            f"    summary: {{en: \"A synthetic event, written for a measurement: {words}.\"}}",
            f"    kind: {draw.choice(KINDS)}",
            f"    places: [{draw.choice(PLACES)}]",
            f"    platforms: [{draw.choice(PLATFORMS)}]",
            f"    sources: [paper-{first}, paper-{second}]",
            "    confidence: reported",
        ]
    for year, lines in files.items():
        (folder / "events" / f"{year}.yaml").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
