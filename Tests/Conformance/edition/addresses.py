#!/usr/bin/env python3
"""The live site: the same filter gives the same events in every form, every filter has one address,
and the pages of a list hold every event exactly once, from either end.

usage: addresses.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import html
import json
import re
import sys
import urllib.parse
from collections.abc import Callable

import forms
from judge import Answer, Observatory, check, equal, finish, work

Ask = Callable[[str], Answer]

FILTERS = [
    "", "kind=arrest", "from=2020&to=2021", "from=2020-02&kind=arrest&kind=trial", "q=facebook",
    "platform=facebook&q=b%C3%B3p+b%C4%83ng+th%C3%B4ng", "status=confirmed&to=2015", "n=200",
    "n=50&sort=old", "place=viet-nam&status=disputed", "actor=government-of-viet-nam&from=2019",
    "q=%C4%91%E1%BA%AFk", "tag=arrest", "kind=law&sort=old", "from=2018-06-12&to=2018-06-12",
    "from=2010&q=google&sort=old&to=2014",
]
# What a reader or a form may send, and what its address is.
SPELLINGS = {
    "to=2021&kind=trial&from=2020&kind=arrest": "from=2020&kind=arrest&kind=trial&to=2021",
    "kind=arrest&kind=arrest&from=2020": "from=2020&kind=arrest",
    "sort=new&n=100&from=2020": "from=2020", "q=&kind=&status=&from=2020&to=": "from=2020",
    "n=50&from=2020&q=++facebook++": "from=2020&n=50&q=facebook",
    "q=%C4%91%E1%BA%AFk&from=2020": "from=2020&q=%C4%91%E1%BA%AFk",
    "q=a%CC%86%CC%A3&from=2020": "from=2020&q=%E1%BA%B7",
}
WRONG = ["colour=red", "kind=explosion", "from=2020-13", "from=2021&to=2020", "n=7", "sort=size",
         "place=../x", "q=%FF", "q=%zz", "after=1,2", "before=x", "after=1,2,a&before=1,2,b", "status=true", "from=2020&from=2021"]


def same(ask: Ask) -> None:
    sizes = []
    for query in FILTERS:
        for language in ["en", "vi"]:
            tail = f"?{query}" if query else ""
            page = ask(f"/{language}/events/index.html{tail}")
            ids = forms.of_page(page.text)
            found = {form: forms.of_form(form, ask(f"/{language}/events/index.{form}{tail}").body)
                     for form in forms.FORMS}
            # The table holds all events of the list, the first page its beginning.
            found["csv"] = found["csv"][:len(ids)]
            different = {form: own for form, own in found.items() if own != ids}
            sizes.append(len(ids))
            check(f"{language} {query or '(no filter)'}: {len(ids)} events in every form",
                  page.status == 200 and not different, different)
    check("some filters find much, some little", max(sizes) > 99 and 0 in sizes and 1 in sizes
          or len(set(sizes)) > 5, sizes)


def canonical(ask: Ask) -> None:
    for query, wanted in SPELLINGS.items():
        for form in ["html", *forms.FORMS]:
            found = ask(f"/en/events/index.{form}?{query}").address.partition("?")[2]
            # A table has no pages.
            own = wanted.replace("&n=50", "") if form == "csv" else wanted
            check(f"{form} {query} has the address {own}", found == own, found)
    equal("a filter by one facet is a page of the edition",
          ask("/en/events/index.html?kind=arrest&q=").address, "/en/events/kind-arrest.html")
    equal("the defaults alone are the list", ask("/en/events?sort=new&n=100").address,
          "/en/events/index.html")
    for query in WRONG:
        answer = ask(f"/en/events/index.html?{query}")
        name = query.split("=")[0]
        check(f"{query} is refused, and the parameter named",
              answer.status == 400 and name in answer.text, f"{answer.status} {answer.address}")


def walk(ask: Ask, query: str) -> list[str]:
    """The events of all pages, following the link to the next: the one with an `after` of its own."""
    ids, path = [], f"/en/events/index.html?{query}"
    while True:
        answer = ask(path)
        ids += forms.of_page(answer.text)
        links = re.search(r'<p class="pages">(.*?)</p>', answer.text, re.DOTALL)
        following = [html.unescape(link) for link in
                     re.findall(r'href="([^"]*[?&;]after=[^"]*)"', links[1] if links else "")]
        if not following:
            return ids
        path = urllib.parse.urljoin(answer.address, following[-1])


def walk_back(ask: Ask, query: str) -> list[str]:
    """The events of all pages, from the last to the first by the links to the page before."""
    def links(answer: Answer, relation: str) -> list[str]:
        return [urllib.parse.urljoin(answer.address, html.unescape(link)) for link in
                re.findall(rf'<a rel="{relation}" href="([^"]*)"', answer.text)]

    answer = ask(f"/en/events/index.html?{query}")
    while following := links(answer, "next"):
        answer = ask(following[0])
    ids = forms.of_page(answer.text)
    while before := links(answer, "prev"):
        answer = ask(before[0])
        ids = forms.of_page(answer.text) + ids
    return ids


def walk_json(ask: Ask, form: str, query: str) -> list[str]:
    ids, path = [], f"/en/events/index.{form}?{query}"
    while True:
        answer = ask(path)
        ids += forms.of_form(form, answer.body)
        following = json.loads(answer.body).get("next" if form == "json" else "next_url")
        if not following:
            return ids
        path = urllib.parse.urljoin(answer.address, following)


def paging(ask: Ask, all_ids: list[str]) -> None:
    forward = walk(ask, "n=50&sort=new")
    backward = walk(ask, "n=50&sort=old")
    equal("the pages hold every event once, newest first", sorted(forward), sorted(all_ids))
    equal("and from the other end the same backwards", backward, forward[::-1])
    for form in ["json", "feed.json"]:
        equal(f"the pages of {form} hold the same",
              walk_json(ask, form, "n=50"), forward)
    equal("the table holds all of them", forms.of_form("csv", ask("/en/events/index.csv").body),
          forward)
    numbered, number = [], 1
    while (page := ask(f"/en/events/{'index' if number == 1 else f'page-{number}'}.html")).status == 200:
        numbered += forms.of_page(page.text)
        number += 1
    equal("the numbered pages hold the same", numbered, forward)
    equal("from the last page of a list, the links to the page before lead to its first",
          walk_back(ask, "n=50&status=confirmed&from=2010"),
          walk(ask, "n=50&status=confirmed&from=2010"))
    some = walk(ask, "n=50&status=confirmed&from=2010")
    whole = forms.of_page(ask("/en/events/index.html?from=2010&n=500&status=confirmed").text)
    equal("the pages of a filter hold what one long page holds", some, whole)


if __name__ == "__main__":
    haidang, source, _ = sys.argv[1:]
    with work() as folder:
        observatory = Observatory.copied(haidang, source, folder / "observatory")
        listed = [row["id"] for row in observatory.json("list", "event")]
        with observatory.served() as get:
            same(get)
            canonical(get)
            paging(get, listed)
    finish()
