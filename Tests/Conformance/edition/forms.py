"""Reading the ids of events, in their order, out of every form that a list of events has."""

from __future__ import annotations

import csv
import html.parser
import io
import json

import feedparser
import icalendar

FORMS = ["csv", "json", "geojson", "atom", "feed.json", "ics", "txt"]
# The forms that hold one page of a list; the table holds all of it.
PAGED = [form for form in FORMS if form != "csv"]


class Rows(html.parser.HTMLParser):
    """The events of a list's table: the file named by the link in the heading of each row."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.next = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "th" and given.get("scope") == "row":
            self.depth = 1
        elif tag == "a" and self.depth:
            self.ids.append((given.get("href") or "").removesuffix(".html").split("/")[-1])
            self.depth = 0


def of_page(text: str) -> list[str]:
    rows = Rows()
    rows.feed(text)
    return rows.ids


def of_form(form: str, data: bytes) -> list[str]:
    """The ids in one form; an empty list for anything that is not of the form."""
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(data.decode()))]
    if form == "json":
        return [event["id"] for event in json.loads(data)["events"]]
    if form == "geojson":
        return [feature["id"] for feature in json.loads(data)["features"]]
    if form == "txt":
        entries = [block.splitlines() for block in data.decode().split("\n\n")[1:]]
        return [entry[2].removesuffix(".html").split("/")[-1] for entry in entries
                if len(entry) == 3]
    if form == "atom":
        return [entry["id"].split("/event/")[1] for entry in feedparser.parse(data)["entries"]]
    if form == "feed.json":
        return [item["_observatory"]["id"] for item in json.loads(data)["items"]]
    return [str(event["UID"]).rsplit("@", 1)[0]
            for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]
