#!/usr/bin/env python3
"""The timeline of an edition has the structure of TimelineJS 3.9; its sample timeline goes in and comes
out with the same meaning; a table with 20 malformed rows gives 20 faults with their rows.

usage: timeline.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import csv
import html
import io
import json
import pathlib
import re
import sys
from typing import Any

from judge import ROOT, Observatory, check, equal, finish, skip, work

SAMPLE = ROOT.parent / "shared/data/publishing/timeline"
PARTS = ["year", "month", "day", "hour", "minute", "second", "millisecond"]
LIMITS = {"month": (1, 12), "day": (1, 31), "hour": (0, 23), "minute": (0, 59)}
HEAD = ("Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
        "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n")
# A row, and the field that its fault must name.
MALFORMED = [
    (",,,,,,,,,No date,,,,,,,,", "start_date"), ("x,,,,,,,,,A,,,,,,,,", "start_date.year"),
    ("2020,13,,,,,,,,A,,,,,,,,", "start_date.month"), ("2020,0,,,,,,,,A,,,,,,,,", "start_date.month"),
    ("2020,2,30,,,,,,,A,,,,,,,,", "start_date.day"), ("2021,2,29,,,,,,,A,,,,,,,,", "start_date.day"),
    ("2020,,5,,,,,,,A,,,,,,,,", "start_date.day"), ("20200,,,,,,,,,A,,,,,,,,", "start_date.year"),
    ("-44,,,,,,,,,A,,,,,,,,", "start_date.year"), ("2020,May,,,,,,,,A,,,,,,,,", "start_date.month"),
    ("2020,1,1,25:00,,,,,,A,,,,,,,,", "Time"), ("2020,1,1,noon,,,,,,A,,,,,,,,", "Time"),
    ("2020,1,,8:30,,,,,,A,,,,,,,,", "start_date.hour"), ("2020,,,,2019,,,,,A,,,,,,,,", "end_date"),
    ("2020,,,,2021,13,,,,A,,,,,,,,", "end_date.month"), ("2020,,,,,5,,,,A,,,,,,,,", "end_date.year"),
    ("2020,,,,,,,,,,,,,,,,,", "text.headline"), ("2020,,,,,,,,,A,,,,,,chapter,,", "Type"),
    ("2020,,,,,,,,,A,,,,,,era,,", "end_date"), ("2020,,,,,,,,,A,,,,,,,,,more", ""),
]


def number(value: Any) -> bool:
    return isinstance(value, int) or isinstance(value, str) and value.isdecimal()


def date(parts: Any, place: str) -> list[str]:
    if not isinstance(parts, dict) or not number(parts.get("year")):
        return [f"{place}: {parts} has no year"]
    faults = [f"{place}: {name}" for name in parts if name not in [*PARTS, "display_date", "format"]]
    given = [name for name in PARTS if name in parts]
    if given != PARTS[:len(given)]:
        faults.append(f"{place}: a gap in {parts}")
    for name, (low, high) in LIMITS.items():
        if name in parts and not low <= int(parts[name]) <= high:
            faults.append(f"{place}: {name} {parts[name]}")
    return faults


def structure(document: dict[str, Any]) -> list[str]:
    """What TimelineJS could not read, by its TimelineConfig and TLDate."""
    faults = [f"unknown member {name}" for name in document
              if name not in ["scale", "title", "events", "eras"]]
    if document.get("scale", "human") != "human" or not document.get("events"):
        faults.append("scale or events")
    ids = [event.get("unique_id") for event in document.get("events", [])]
    if len(set(ids)) != len(ids) or not all(isinstance(one, str) and one for one in ids):
        faults.append("unique_id is missing or occurs twice")
    for slide in [document.get("title", {"text": {}}), *document.get("events", [])]:
        place = slide.get("unique_id", "title")
        faults += [f"{place}: {name}" for name in slide if name not in [
            "start_date", "end_date", "display_date", "text", "media", "group", "unique_id",
            "background", "autolink"]]
        faults += [f"{place}: text.{name}" for name, text in slide["text"].items()
                   if name not in ["headline", "text"] or not isinstance(text, str)]
        if place != "title":
            faults += date(slide.get("start_date"), place)
        if "end_date" in slide:
            faults += date(slide["end_date"], place)
            ends = [[int(slide[end].get(name, 0)) for name in PARTS]
                    for end in ["start_date", "end_date"]]
            if slide["end_date"] == slide["start_date"] or (
                    ends[1] < ends[0] and len(slide["end_date"]) == len(slide["start_date"])):
                faults.append(f"{place}: ends before it starts, or has no length")
        if re.search(r"<(?!/?(p|a|em|strong|ul|ol|li|blockquote)\b)", slide["text"].get("text", "")):
            faults.append(f"{place}: markup of another kind")
    for era in document.get("eras", []):
        faults += date(era.get("start_date"), "era") + date(era.get("end_date"), "era")
    return faults


def words(text: str | None) -> str:
    """The words of a text with markup, without the addresses of its links."""
    text = re.sub(r'<p class="record-page">.*$', "", text or "")
    text = html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", text))
    return " ".join(re.sub(r"\(https?://\S*?\)(?=[\W]|$)", " ", text).split()).replace(" .", ".")


def meaning(slide: dict[str, Any]) -> dict[str, Any]:
    """What a reader of a slide learns."""
    def parts(name: str) -> dict[str, int]:
        return {part: int(slide.get(name, {})[part]) for part in PARTS
                if str(slide.get(name, {}).get(part, "")).strip()}

    media = slide.get("media") or {}
    is_quotation = "<" in media.get("url", "")
    return {
        "start": parts("start_date"),
        "end": parts("end_date") if parts("end_date") != parts("start_date") else {},
        "headline": re.sub(r"\W+", " ", words(slide["text"]["headline"])).strip(),
        "text": re.sub(r"\W+", " ", words(slide["text"].get("text")) + " "
                       + (words(media["url"]) if is_quotation else "")).strip(),
        "media": "" if is_quotation else media.get("url", "").removeprefix("//").split("//")[-1],
        "caption": "" if is_quotation else re.sub(r"\W+", " ", words(media.get("caption"))).strip(),
        "credit": "" if is_quotation else re.sub(r"\W+", " ", words(media.get("credit"))).strip(),
    }


def from_table(text: str) -> list[dict[str, Any]]:
    """The events of a spreadsheet as slides."""
    slides = []
    for row in csv.DictReader(io.StringIO(text)):
        if row["Type"] or not row["Year"]:
            continue
        slides.append({
            "start_date": {name: row[name.title()] for name in ["year", "month", "day"]},
            "end_date": {name: row[f"End {name.title()}"] for name in ["year", "month", "day"]},
            "text": {"headline": row["Headline"], "text": row["Text"]},
            "media": {"url": row["Media"], "credit": row["Media Credit"],
                      "caption": row["Media Caption"]}})
    return slides


def exported(observatory: Observatory, folder: pathlib.Path, language: str = "en") -> pathlib.Path:
    observatory.must("publish", folder)
    return folder / f"{language}/timeline/timeline.json"


def told(slides: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(map(meaning, slides), key=json.dumps)


def round_trip(program: str, folder: pathlib.Path, ending: str) -> None:
    text = (SAMPLE / f"women_in_computing.{ending}").read_text()
    slides = json.loads(text)["events"] if ending == "json" else from_table(text)
    first = Observatory.made(program, folder / f"first-{ending}")
    first.must("import", SAMPLE / f"women_in_computing.{ending}")
    out = exported(first, folder / f"out-{ending}")
    ours = json.loads(out.read_bytes())
    equal(f"{ending}: what we export has the structure", structure(ours), [])
    for one, other in zip(told(slides), told(ours["events"]), strict=False):
        equal(f"{ending}: {one['headline'][:40]} comes out with the same meaning", other, one)
    equal(f"{ending}: as many events", len(ours["events"]), len(slides))
    again(program, folder, f"again-{ending}", out, "en")


def again(program: str, folder: pathlib.Path, name: str, out: pathlib.Path, language: str) -> None:
    """What we export is imported by another observatory, which must export the same."""
    second = Observatory.made(program, folder / name)
    second.must("import", out, "--language", language)
    back = exported(second, folder / f"{name}-out", language)
    one, other = (json.loads(file.read_bytes())["events"] for file in [out, back])
    for events in [one, other]:
        for event in events:
            event["text"]["text"] = re.sub(r'<p class="record-page">.*$', "", event["text"]["text"])
    different = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    check(f"{name}: {len(one)} events come back the same from another observatory",
          len(one) == len(other) and not different, different[:1])


def malformed(program: str, folder: pathlib.Path) -> None:
    observatory = Observatory.made(program, folder / "malformed")
    table = folder / "rows.csv"
    table.write_text(HEAD + "".join(f"{row}\n2020,1,1,,,,,,,Good {place},,,,,,,,\n"
                                    for place, (row, _) in enumerate(MALFORMED)))
    done = observatory.run("import", table)
    equal("a table with malformed rows is bad input", done.returncode, 3)
    output = done.stdout + done.stderr
    for place, (row, field) in enumerate(MALFORMED):
        found = re.search(rf"row {2 + 2 * place}\b(?:, )?([^:]*): (.+)", output)
        check(f"row {2 + 2 * place} ({row.strip(',')}) is named, and {field or 'its length'}",
              found and found[1] == field and len(found[2]) > 10, found and found[0])
    equal("no good row is blamed", len(re.findall(r"row \d+", output)), len(MALFORMED))
    equal("nothing was recorded", observatory.json("list", "event"), [])
    table.write_text(HEAD)
    equal("a table without events is refused", observatory.run("import", table).returncode, 3)
    document = folder / "cosmos.json"
    document.write_text('{"scale": "cosmological", "events": [{"start_date": {"year": -5e9}}]}')
    done = observatory.run("import", document)
    check("a cosmological scale is refused with its reason",
          done.returncode == 3 and "cosmological" in done.stderr, done.stderr)


if __name__ == "__main__":
    haidang, _, edition = sys.argv[1:]
    with work() as scratch:
        for tongue in ["en", "vi"]:
            published = pathlib.Path(edition) / tongue / "timeline/timeline.json"
            whole = json.loads(published.read_bytes())
            equal(f"{tongue}: {len(whole['events'])} events have the structure", structure(whole), [])
            again(haidang, scratch, f"edition-{tongue}", published, tongue)
        whole["events"][0]["start_date"] = {"year": 2020, "day": 3}
        whole["events"][1]["unique_id"] = whole["events"][2]["unique_id"]
        equal("a gap and a double name are found", len(structure(whole)), 2)
        for ending_ in ["csv", "json"]:
            if SAMPLE.is_dir():
                round_trip(haidang, scratch, ending_)
            else:
                skip(f"round trip of TimelineJS's sample ({ending_})", "it is not beside the checkout")
        malformed(haidang, scratch)
    finish()
