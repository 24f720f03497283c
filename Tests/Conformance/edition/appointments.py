#!/usr/bin/env python3
"""icalendar and the text of RFC 5545 judge every calendar of an edition; a small observatory of
made-up events shows what happens to dates of every precision and to an event that is taken back.

usage: appointments.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import datetime
import pathlib
import sys

import feedparser
import icalendar

from judge import Observatory, check, equal, finish, work

LONG = ("Đường dây nóng của những người đọc, viết, in và gửi thư; dấu phẩy, dấu chấm phẩy; "
        "gạch chéo \\ và nhiều chữ có dấu để một dòng phải gập giữa các ký tự nhiều byte")
# When an event was, and the first and the last day of its entry.
DATES = {
    "2020-02-12": ("2020-02-12", "2020-02-12"), "2020-02": ("2020-02-01", "2020-02-29"),
    "2021-12": ("2021-12-01", "2021-12-31"), "2021": ("2021-01-01", "2021-12-31"),
    "2020-34": ("2020-04-01", "2020-06-30"), "2020-41": ("2020-07-01", "2020-12-31"),
    "201X": ("2010-01-01", "2019-12-31"), "2020-03~": ("2020-03-01", "2020-03-31"),
    "2020-02/2020-04": ("2020-02-01", "2020-04-30"),
    "2019-12-30/2020-01-02": ("2019-12-30", "2020-01-02"),
    "2020-01-01/..": ("2020-01-01", "2020-01-01"), "../2018-06": ("2018-06-30", "2018-06-30"),
}


def faults(data: bytes) -> list[str]:
    """What is wrong with a calendar as bytes and as an object."""
    found = []
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b""):
        found.append("a line does not end with CRLF")
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            found.append(f"{len(line)} octets: {line!r}")
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append(f"a character is split: {line!r}")
    calendar = icalendar.Calendar.from_ical(data)
    found += [f"{part.name}: {part.errors}" for part in calendar.walk() if part.errors]
    found += [f"{name} is missing" for name in ["VERSION", "PRODID"] if name not in calendar]
    events = calendar.walk("VEVENT")
    for event in events:
        missing = [name for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"]
                   if name not in event]
        if missing:
            found.append(f"{event.get('UID')}: {missing} missing")
        start, end = event["DTSTART"].dt, event.get("DTEND", event["DTSTART"]).dt
        if type(start) is not type(end) or end < start or (
                end == start and not isinstance(start, datetime.datetime)):
            found.append(f"{event['UID']}: from {start} to {end}")
    if len({str(event["UID"]) for event in events}) != len(events) or not events:
        found.append(f"{len(events)} events; two have one UID, or there is none")
    return found


def events(observatory: Observatory, folder: pathlib.Path) -> dict[str, icalendar.Event]:
    observatory.must("publish", folder)
    data = (folder / "en/events/index.ics").read_bytes()
    equal("the calendar is sound", faults(data), [])
    parsed = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return {str(event["UID"]).split("@")[0]: event for event in parsed}


def dossier() -> str:
    text = "sources:\n  - {id: a-source, publisher: Example Press}\nevents:\n"
    for number, when in enumerate([*DATES, "2020-02-12T08:30+07:00"]):
        text += (f"  - id: event-{number}\n    when: '{when}'\n    title: {{en: 'Event {when}'}}\n"
                 f"    kind: law\n    sources: [a-source]\n    confidence: reported\n")
    return text + (f"  - id: long\n    when: '2020-05-01'\n    title:\n      en: |-\n        {LONG}\n"
                   "    kind: law\n    sources: [a-source]\n    confidence: confirmed\n")


def made_up(program: str, folder: pathlib.Path) -> None:
    observatory = Observatory.made(program, folder / "observatory", dossier())
    found = events(observatory, folder / "one")
    for number, (when, (first, last)) in enumerate(DATES.items()):
        event = found[f"event-{number}"]
        after = datetime.date.fromisoformat(last) + datetime.timedelta(days=1)
        equal(f"{when} is an all-day entry from {first} to {last}",
              (event["DTSTART"].dt, event["DTEND"].dt), (datetime.date.fromisoformat(first), after))
    timed = found[f"event-{len(DATES)}"]["DTSTART"].dt
    equal("a minute is told in UTC", timed,
          datetime.datetime(2020, 2, 12, 1, 30, tzinfo=datetime.UTC))
    equal("long text in Vietnamese comes back whole", str(found["long"]["SUMMARY"]), LONG)
    equal("a confirmed event is CONFIRMED", found["long"]["STATUS"], "CONFIRMED")
    equal("a reported event is TENTATIVE", found["event-0"]["STATUS"], "TENTATIVE")

    atom = feedparser.parse((folder / "one/en/events/index.atom").read_bytes())
    observatory.must("record", "event/long", "--retract", "The source withdrew its report.")
    again = events(observatory, folder / "two")
    equal("a retracted event is CANCELLED", again["long"]["STATUS"], "CANCELLED")
    check("its SEQUENCE is higher", again["long"]["SEQUENCE"] > found["long"]["SEQUENCE"],
          (again["long"]["SEQUENCE"], found["long"]["SEQUENCE"]))
    equal("its UID stays", str(again["long"]["UID"]), str(found["long"]["UID"]))
    equal("the others are as before", again["event-3"].to_ical(), found["event-3"].to_ical())
    after = feedparser.parse((folder / "two/en/events/index.atom").read_bytes())
    summary = {entry.id: entry.summary for entry in after.entries}
    equal("its Atom entry stays", set(summary), {entry.id for entry in atom.entries})
    check("its Atom entry says so", any("retracted" in text for text in summary.values()), summary)
    page = (folder / "two/en/events/long.html").read_text()
    check("its page stays and gives the reason", "The source withdrew its report." in page)


if __name__ == "__main__":
    haidang, _, edition = sys.argv[1:]
    calendars = sorted(pathlib.Path(edition).rglob("*.ics"))
    wrong = [(file.name, found[:2]) for file in calendars if (found := faults(file.read_bytes()))]
    check(f"{len(calendars)} calendars are sound", calendars and not wrong, wrong[:3])
    sample = calendars[0].read_bytes()
    check("a calendar with a long line is refused", faults(sample.replace(b"\r\n ", b"")))
    check("a calendar with LF alone is refused", faults(sample.replace(b"\r\n", b"\n", 1)))
    with work() as scratch:
        made_up(haidang, scratch)
    finish()
