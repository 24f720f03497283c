#!/usr/bin/env python3
"""feedparser judges every Atom feed and the text of JSON Feed 1.1 every JSON feed of an edition; every
list of the edition has the same events in all its forms.

usage: feeds.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import json
import pathlib
import re
import sys
from typing import Any

import feedparser

import forms
from judge import check, equal, finish

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def may_be_empty(data: bytes) -> bool:
    """Where nothing began and nothing ended, a feed of episodes has no entries; nor has one of findings where nothing
    was found, or one of the docket where no case is published."""
    return any(place in data for place in [b"/reach/", b"/lockstep/", b"/docket"])


def atom(data: bytes) -> str:
    """What is wrong with an Atom feed; nothing is well."""
    parsed = feedparser.parse(data)
    feed, entries = parsed.feed, parsed.entries
    if parsed.bozo:
        return f"feedparser: {parsed.bozo_exception!r}"
    if parsed.version != "atom10" or not (entries or may_be_empty(data)):
        return f"version {parsed.version!r}, {len(entries)} entries"
    if not all(feed.get(name) for name in ["id", "title", "updated", "author", "rights"]):
        return f"a member of the feed is missing: {sorted(feed)}"
    if {link.rel for link in feed.links} < {"self", "alternate"}:
        return f"links {feed.links}"
    if len({entry.id for entry in entries}) != len(entries):
        return "two entries have one id"
    for entry in entries:
        if not (entry.get("title") and entry.get("summary") and entry.get("link")
                and entry.id.startswith("tag:") and TIME.fullmatch(entry.get("updated", ""))):
            return f"entry {entry.get('id')}: {sorted(entry)}"
        if entry.updated > feed.updated:
            return "an entry is newer than its feed"
    return ""


def json_feed(data: bytes) -> str:
    """What is wrong with a JSON feed, by https://jsonfeed.org/version/1.1; nothing is well."""
    feed: dict[str, Any] = json.loads(data)
    items = feed.get("items")
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
        return f"version or title: {sorted(feed)}"
    if not isinstance(items, list) or not (items or may_be_empty(data)):
        return "no items"
    ids = [item.get("id") for item in items]
    if not all(isinstance(own, str) and own for own in ids) or len(set(ids)) != len(ids):
        return "an id is missing or occurs twice"
    if feed.get("language") not in ["vi", "en"] or not isinstance(feed.get("authors"), list):
        return f"language or authors: {feed.get('language')} {feed.get('authors')}"
    for item in items:
        if not isinstance(item.get("content_text"), str) and not isinstance(
                item.get("content_html"), str):
            return f"{item['id']} has no content"
        if not TIME.fullmatch(item.get("date_modified", "")):
            return f"{item['id']}: date_modified {item.get('date_modified')}"
        if not TIME.fullmatch(item.get("date_published", "")):
            return f"{item['id']}: date_published {item.get('date_published')}"
        if not all(isinstance(tag, str) for tag in item.get("tags", [])):
            return f"{item['id']}: tags {item['tags']}"
    return ""


def same(edition: pathlib.Path) -> None:
    """Every list of events against its other forms."""
    different = []
    atoms = sorted(edition.glob("*/events/*.atom"))
    for file in atoms:
        page = forms.of_page(file.with_suffix(".html").read_text())
        for form in forms.FORMS:
            own = forms.of_form(form, file.with_name(f"{file.stem}.{form}").read_bytes())
            # The table is whole, where the first page may not be.
            if (own[:len(page)] if form == "csv" else own) != page or not own:
                different.append((file.stem, form, len(own), len(page)))
    check(f"{len(atoms)} lists have the same events in the same order as page, "
          f"{', '.join(forms.FORMS)}", atoms and not different, different[:5])


def addresses(edition: pathlib.Path) -> None:
    """What feeds link to is there."""
    missing = []
    for file in sorted(edition.glob("*/events/*.feed.json")):
        feed = json.loads(file.read_bytes())
        linked = [feed["home_page_url"], feed["feed_url"], *(item["url"] for item in feed["items"])]
        missing += [(file.name, link) for link in linked
                    if not link.startswith("http") and not (file.parent / link).is_file()]
    equal("what the feeds link to is in the edition", missing[:3], [])


if __name__ == "__main__":
    published = pathlib.Path(sys.argv[3])
    for name, pattern, judge in [("Atom", "*.atom", atom), ("JSON Feed", "*.feed.json", json_feed)]:
        found = {str(path): judge(path.read_bytes()) for path in published.rglob(pattern)}
        wrong = {path: fault for path, fault in found.items() if fault}
        check(f"{len(found)} feeds are valid {name}", found and not wrong, list(wrong.items())[:3])
        sample = next(published.rglob(pattern)).read_bytes()
        check(f"{name} without ids is refused", judge(sample.replace(b"tag:", b"tag:x").replace(
            b'"id":', b'"ID":').replace(b"<id>tag:x", b"<id>")))
    same(published)
    addresses(published)
    finish()
