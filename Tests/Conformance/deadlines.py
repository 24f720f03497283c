#!/usr/bin/env python3
"""icalendar reads the deadlines of a made-up case, step by step, as `haidang docket calendar` writes
them: when each is due, that its UID stays, that it is called off, that long lines are folded.

    .build-venv/bin/python Tests/Conformance/deadlines.py HAIDANG
"""

from __future__ import annotations

import datetime
import json
import pathlib
import stat
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "edition"))

import icalendar  # noqa: E402
from appointments import faults  # noqa: E402
from judge import ROOT, Observatory, check, equal, finish, work  # noqa: E402

ZONE = datetime.timezone(datetime.timedelta(hours=7))
# Words that the case has and its calendar must not have.
PRIVATE = ["facebook", "Nguyễn Thị Mẫu", "confirmation 4711", "made-up evidence"]
REMINDERS = [14, 7, 3, 1]


def words(key: str, language: str) -> str:
    file = ROOT / f"Sources/Messages/Catalogue/command.{language}.json"
    for area in ["command", "record", "site", "data"]:
        texts = json.loads(file.with_name(f"{area}.{language}.json").read_text())
        if key in texts:
            return texts[key]
    raise KeyError(key)


class Desk:
    """A case under work, and what its calendar said before."""

    def __init__(self, program: str, folder: pathlib.Path) -> None:
        self.observatory = Observatory.made(program, folder / "observatory")
        self.file = folder / "deadlines.ics"
        # Steps lie in the past, and no window has run out yet.
        self.morning = (datetime.datetime.now(ZONE) - datetime.timedelta(days=6)).replace(
            hour=9, minute=0, second=0, microsecond=0)
        self.seen: dict[str, icalendar.Event] = {}
        self.case = ""

    def at(self, days: float) -> datetime.datetime:
        return self.morning + datetime.timedelta(days=days)

    def docket(self, *arguments: object) -> str:
        return self.observatory.must("docket", *arguments, "--zone", "+07:00")

    def step(self, days: float, *arguments: object) -> None:
        self.docket("add", self.case, *arguments, "--at", f"{self.at(days):%Y-%m-%dT%H:%M}",
                    "--evidence", "made-up evidence", "--by", "judge")

    def opened(self) -> None:
        day = f"{self.at(0):%Y-%m-%d}"
        self.docket(
            "open", "--restriction", "platform=facebook", "country=VN", "visibility=removed",
            f"starts={day}", "--notice", "channel=in_app", f"sent={day}", "--fact",
            "appellant.name=Nguyễn Thị Mẫu", "--at", f"{self.at(0):%Y-%m-%dT%H:%M}",
            "--evidence", "made-up evidence", "--by", "judge")
        self.case = json.loads(self.docket("list", "--json"))[0]["case"]

    def calendar(self, when: str, language: str = "vi") -> dict[str, icalendar.Event]:
        """The events by subject and kind, after what holds for every calendar was judged."""
        rows = json.loads(self.docket("calendar", "--json", "--ics", self.file, "--lang", language))
        data = self.file.read_bytes()
        equal(f"{when}: the calendar is sound", faults(data), [])
        equal(f"{when}: only its owner can read it", stat.S_IMODE(self.file.stat().st_mode), 0o600)
        shown = data.replace(b"\r\n ", b"").decode()
        equal(f"{when}: it tells nothing of the case", [w for w in PRIVATE if w in shown], [])
        equal(f"{when}: standard output has the same bytes",
              self.docket("calendar", "--ics", "-", "--lang", language).encode(),
              data.replace(b"\r\n", b"\n"))
        parsed = icalendar.Calendar.from_ical(data)
        equal(f"{when}: its name", str(parsed["X-WR-CALNAME"]),
              words("command.docket.calendar.title", language))
        found = {}
        for event in parsed.walk("VEVENT"):
            name, _, authority = str(event["UID"]).partition("@")
            check(f"{when}: {name} is of this case", name.startswith(f"{self.case}-")
                  and authority == "example.invalid", event["UID"])
            found[name.removeprefix(f"{self.case}-")] = event
        standing = {key for key, event in found.items() if event["STATUS"] == "CONFIRMED"}
        equal(f"{when}: what stands is what the agenda has", standing,
              {f"{row['subject']}-{row['what']}" for row in rows})
        for row in rows:
            self.due(when, row, found[f"{row['subject']}-{row['what']}"], language)
        for key in found.keys() - standing:
            equal(f"{when}: {key} is called off and reminds of nothing",
                  (found[key]["STATUS"], found[key].walk("VALARM")), ("CANCELLED", []))
        equal(f"{when}: nothing that was due before is left out", set(self.seen) - set(found), set())
        for key in set(self.seen) & set(found):
            check(f"{when}: {key} has a later SEQUENCE",
                  found[key]["SEQUENCE"] > self.seen[key]["SEQUENCE"], found[key]["SEQUENCE"])
        self.seen.update(found)
        return found

    def due(self, when: str, row: dict, event: icalendar.Event, language: str) -> None:
        end = datetime.datetime.fromtimestamp(row["due"], datetime.UTC)
        minute = datetime.timedelta(minutes=1)
        what = f"{when}: {row['what']}"
        equal(f"{what} is its last minute", (event["DTSTART"].dt, event["DTEND"].dt),
              (end - minute, end))
        equal(f"{what} ends on the last day of the person's clock",
              f"{event['DTSTART'].dt.astimezone(ZONE):%Y-%m-%d}", row["last_day"])
        key = row["what"].replace("_", "-")
        equal(f"{what} is told in words", str(event["SUMMARY"]),
              f"{self.case}: {words(f'docket.timer.{key}', language)}")
        equal(f"{what} says its language", event["SUMMARY"].params.get("LANGUAGE"), language)
        equal(f"{what} is confidential", str(event["CLASS"]), "CONFIDENTIAL")
        alarms = event.walk("VALARM")
        equal(f"{what} reminds before its end",
              [(alarm["TRIGGER"].dt, alarm["TRIGGER"].params["RELATED"]) for alarm in alarms],
              [(-datetime.timedelta(days=days), "END") for days in REMINDERS])


def window(forum: str) -> int:
    table = json.loads((ROOT / "Data/appeals/forums.json").read_text())
    return next(row["window"]["days"] for row in table["forums"] if row["id"] == forum)


def judge(program: str, folder: pathlib.Path) -> None:
    desk = Desk(program, folder)
    desk.opened()
    # The day of the notice does not count: the last day is so many days later, to its end.
    midnight = desk.at(0).replace(hour=0)
    closes = midnight + datetime.timedelta(days=window("facebook-item") + 1)
    first = desk.calendar("opened")
    equal("the first way closes as its table says", first["x1-way_closes"]["DTEND"].dt, closes)
    check("a long line is folded", b"\r\n " in desk.file.read_bytes())
    desk.step(1, "appeal", "forum=facebook-item")
    recorded = desk.calendar("recorded")
    equal("triage has a day", recorded["a1-triage_target"]["DTEND"].dt,
          desk.at(1) + datetime.timedelta(days=1))
    equal("the calendar was changed by the last step", recorded["a1-triage_target"]["DTSTAMP"].dt,
          desk.at(1))
    desk.step(1.25, "triage")
    desk.step(1.5, "ready", "waived=E2,E4,E5,E9,E11")
    ready = desk.calendar("ready", "en")
    equal("the window of the appeal is that of its way", ready["a1-window_closes"]["DTEND"].dt,
          closes)
    desk.step(2, "file", "proof=confirmation 4711")
    desk.calendar("filed")
    desk.step(3, "decide", "outcome=reversed")
    desk.step(3, "expect-restoration")
    decided = desk.calendar("decided")
    equal("what was reversed is looked for after three days",
          decided["a1-restoration_check"]["DTEND"].dt, desk.at(6))
    equal("four deadlines were told of in all", len(desk.seen), 4)


if __name__ == "__main__":
    with work() as scratch:
        judge(sys.argv[1], scratch)
    finish()
