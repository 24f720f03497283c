#!/usr/bin/env python3
"""Search finds the same whether diacritics are typed or not, composed or not, in capitals or not; what
is spelt as typed comes first. On the command line and on the live site.

usage: searches.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import pathlib
import re
import sys
import unicodedata
import urllib.parse

from judge import Observatory, check, equal, finish, work

WORDS = ["Đắk Lắk", "Phạm Chí Dũng", "chặn", "Luật An ninh mạng"]
TWO = """
sources:
  - {id: a-source, publisher: Example Press}
places:
  - {id: one, name: {vi: "Bảo"}, level: city}
  - {id: two, name: {vi: "Bao"}, level: city}
  - {id: three, name: {vi: "Bão"}, level: city}
  - {id: four, name: {vi: "Đỗ"}, level: city}
  - {id: five, name: {vi: "Do"}, level: city}
"""


def bare(text: str) -> str:
    """The text without diacritics, by Unicode's own decomposition; đ has none."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def spellings(words: str) -> list[str]:
    half = bare(words).replace("d", "đ").replace("D", "Đ") if "Đ" in words else words.lower()
    return [words, words.upper(), words.lower(), bare(words), bare(words).upper(),
            bare(words).lower(), half.lower(), unicodedata.normalize("NFD", words),
            unicodedata.normalize("NFD", words.upper()), f"  {words} "]


def command(observatory: Observatory, words: str) -> list[str]:
    return [hit["reference"] for hit in
            observatory.json("search", words, "--limit", "1000")]


def live(text: str) -> list[str]:
    """The results of a page: what stands in the heading of each row, in any order."""
    table = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return sorted(re.findall(r'<th scope="row">(.*?)</th>', table))


def exact_first(program: str, folder: pathlib.Path) -> None:
    observatory = Observatory.made(program, folder / "two", TWO)
    for typed, first in [("Bảo", "one"), ("Bao", "two"), ("Bão", "three"), ("bảo", "one"),
                         ("BÃO", "three"), ("Đỗ", "four"), ("do", "five"),
                         (unicodedata.normalize("NFD", "Bảo"), "one")]:
        hits = observatory.json("search", typed)
        shown = unicodedata.normalize("NFC", typed)
        equal(f"{shown} comes before what is spelt otherwise",
              hits[0]["reference"].split("/")[1] if hits else None, first)
        equal(f"{shown}: one hit of {len(hits)} is exact", [hit["exact"] for hit in hits],
              [True] + [False] * (len(hits) - 1))
        check(f"{shown} finds the others too", len(hits) == (2 if first in ["four", "five"] else 3))


if __name__ == "__main__":
    haidang, source, _ = sys.argv[1:]
    with work() as scratch:
        own = Observatory.copied(haidang, source, scratch / "observatory")
        with own.served() as ask:
            for words in WORDS:
                wanted = set(command(own, words))
                check(f"{words} is found", wanted)
                pages = []
                for spelling in spellings(words):
                    equal(f"the command finds the same for {spelling!a}",
                          set(command(own, spelling)), wanted)
                    query = urllib.parse.quote(spelling)
                    pages.append(live(ask(f"/en/search/index.html?q={query}").text))
                check(f"the live site finds the same for all spellings of {words}",
                      pages[0] and all(page == pages[0] for page in pages),
                      [len(page) for page in pages])
                check(f"the live site finds what the command finds for {words}",
                      len(pages[0]) == min(100, len(wanted)), (len(pages[0]), len(wanted)))
        exact_first(haidang, scratch)
    finish()
