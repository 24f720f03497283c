#!/usr/bin/env python3
"""The live site: the edition's bytes at each address, the headers that forbid what must not happen,
conditional and compressed answers, and a crawl in Chromium without a word on its console.

    live.py EDITION ADDRESS
"""

from __future__ import annotations

import gzip
import http.client
import pathlib
import sys
import urllib.parse

from chromium import chromium
from judge import LANGUAGES, Judge, sample

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
LIVE_ONLY = (
    "search/index.html?q=dak+lak", "search/index.html?q=%22zzz%22", "search/index.html?q=%3Cscript%3E",
    "events/index.html?kind=arrest&from=2020", "events/index.html?from=nonsense", "nothing.html",
)


class Site:
    """A connection that stays open."""

    def __init__(self, address: str) -> None:
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in lower case, and body."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("GET", f"/{path}", headers=named)
        answer = self.connection.getresponse()
        fields = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, fields, answer.read()


def differing(site: Site, edition: pathlib.Path, paths: list[str]) -> list[str]:
    """Addresses where the live site gives other bytes than the edition."""
    faults = []
    for path in paths:
        status, _, body = site.get(urllib.parse.quote(path))
        if status != 200 or body != (edition / path).read_bytes():
            faults.append(f"{path}: status {status}, {len(body)} bytes")
    return faults


def headers(site: Site, pages: list[str]) -> list[str]:
    """What pages lack or have too much of in their headers."""
    faults = []
    for path in pages:
        _, fields, _ = site.get(path)
        for name, wanted in HEADERS.items():
            if fields.get(name) != wanted:
                faults.append(f"{path}: {name}: {fields.get(name)}")
        for feature in ("camera", "display-capture", "geolocation", "microphone", "usb"):
            if f"{feature}=()" not in fields.get("permissions-policy", ""):
                faults.append(f"{path}: permissions-policy leaves {feature} open")
        for name in ("set-cookie", "onion-location", "strict-transport-security"):
            if name in fields:
                faults.append(f"{path}: {name} over plain HTTP")
    return faults


def exchange(site: Site, edition: pathlib.Path, paths: list[str]) -> list[str]:
    """Faults of conditional and compressed answers."""
    faults = []
    for path in paths:
        status, fields, _ = site.get(path)
        tag = fields.get("etag", "")
        status, fields, body = site.get(path, If_None_Match=tag)
        if not tag or status != 304 or body:
            faults.append(f"{path}: ETag {tag} gives {status}")
        status, fields, body = site.get(path, Accept_Encoding="gzip")
        packed = fields.get("content-encoding") == "gzip"
        if path.endswith((".html", ".css", ".json", ".csv", ".svg")) and not packed:
            faults.append(f"{path}: not compressed")
        if packed and gzip.decompress(body) != (edition / path).read_bytes():
            faults.append(f"{path}: the compressed answer holds something else")
        if packed and (fields.get("etag") == tag or "Accept-Encoding" not in fields.get("vary", "")):
            faults.append(f"{path}: both encodings have one ETag, or Vary is missing")
        if packed and fields.get("etag"):
            again, _, _ = site.get(path, Accept_Encoding="gzip", If_None_Match=fields["etag"])
            if again != 304:
                faults.append(f"{path}: its compressed ETag gives {again}")
    return faults


def crawl(address: str, paths: list[str]) -> list[str]:
    """What Chromium complains of."""
    faults: list[str] = []
    here = ""
    missing = {404, 400}
    with chromium() as browser:
        tab = browser.new_page()
        tab.on("console", lambda message: message.type in ("error", "warning") and not (
            here.endswith(("nothing.html", "nonsense")) and "Failed to load" in message.text)
            and faults.append(f"{here}: {message.text}"))
        tab.on("pageerror", lambda error: faults.append(f"{here}: {error}"))
        # Going on to the next page breaks off pictures that were not yet in view.
        tab.on("requestfailed", lambda one: one.failure == "net::ERR_ABORTED" or faults.append(
            f"{here}: {one.url} failed, {one.failure}"))
        tab.on("request", lambda one: one.url.startswith(address) or faults.append(
            f"{here}: asks {one.url}"))
        for here in paths:
            answer = tab.goto(f"{address}/{here}")
            wanted = missing if here.endswith(("nothing.html", "nonsense")) else {200}
            if answer is None or answer.status not in wanted:
                faults.append(f"{here}: status {answer and answer.status}")
            if tab.context.cookies():
                faults.append(f"{here}: sets a cookie")
    return faults


def main() -> None:
    """Judges a site that runs."""
    edition, address = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2].rstrip("/")
    every = sorted(str(path.relative_to(edition)) for path in edition.rglob("*") if path.is_file())
    site = Site(address)
    judge = Judge()
    judge.says(f"{len(every)} files are the same live", differing(site, edition, every))
    live = [f"{language}/{path}" for language in LANGUAGES for path in LIVE_ONLY]
    pages = sample(edition)
    judge.says(f"{len(pages + live)} pages have the headers they must", headers(site, pages + live))
    kinds: dict[str, str] = {}
    for path in every:
        kinds.setdefault(pathlib.PurePath(path).suffix, path)
    some = sorted(kinds.values()) + [f"{one}/index.html" for one in LANGUAGES]
    judge.says("answers are conditional and compressed", exchange(site, edition, some))
    judge.says(f"a crawl of {len(pages + live)} pages breaks no rule", crawl(address, pages + live))
    judge.close()


if __name__ == "__main__":
    main()
