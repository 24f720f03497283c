"""Pages of an edition as what the judges need of them: words, links, resources, marks."""

from __future__ import annotations

import dataclasses
import html.parser
import pathlib
import posixpath
import urllib.parse

VOID = {"meta", "link", "br", "img", "input", "hr", "col", "wbr", "source", "area", "base"}


@dataclasses.dataclass
class Row:
    """A row of a table."""

    id: str | None = None
    has_number: bool = False
    text: str = ""
    links: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Page:
    """One page, by its path inside the edition."""

    path: str
    language: str = ""
    title: str = ""
    titles: int = 0
    headings: list[str] = dataclasses.field(default_factory=list)
    ids: list[str] = dataclasses.field(default_factory=list)
    links: list[str] = dataclasses.field(default_factory=list)
    resources: list[str] = dataclasses.field(default_factory=list)
    images: list[dict[str, str]] = dataclasses.field(default_factory=list)
    forbidden: list[str] = dataclasses.field(default_factory=list)
    # Text with the language it is marked with.
    texts: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    rows: list[Row] = dataclasses.field(default_factory=list)

    def target(self, link: str) -> tuple[str, str] | None:
        """The file and the fragment inside the edition that a link leads to, if it stays there."""
        parts = urllib.parse.urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        path = urllib.parse.unquote(parts.path)
        file = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))
        return (file if path else self.path), urllib.parse.unquote(parts.fragment)


class Reader(html.parser.HTMLParser):
    """Reads a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[tuple[str, str]] = []
        self.in_title = False
        self.in_data = False
        self.heading: str | None = None
        self.row: Row | None = None

    @property
    def language(self) -> str:
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        page = self.page
        language = named.get("lang", self.language)
        if tag not in VOID:
            self.open.append((tag, language))
        if tag == "html":
            page.language = language
        if "id" in named:
            page.ids.append(named["id"])
        self.forbid(tag, named)
        for name in ("alt", "aria-label", "title", "placeholder", "content"):
            if named.get(name) and (name != "content" or named.get("name") == "description"):
                page.texts.append((named[name], language))
        if tag == "a" and "href" in named:
            page.links.append(named["href"])
            if self.row is not None:
                self.row.links.append(named["href"])
        if tag in ("img", "source", "iframe", "input") and "src" in named:
            page.resources.append(named["src"])
        if tag == "link" and named.get("rel") in ("stylesheet", "icon", "preload"):
            page.resources.append(named["href"])
        elif tag == "link" and "href" in named:
            page.links.append(named["href"])
        if tag == "form":
            page.resources.append(named.get("action", ""))
        if tag == "img":
            page.images.append(named)
        if tag == "title":
            self.in_title = True
            page.titles += 1
        if tag == "h1":
            self.heading = ""
        if tag == "script":
            self.in_data = True
        if tag == "tr":
            self.row = Row(named.get("id"))
        if tag == "td" and self.row is not None:
            classes = named.get("class", "").split()
            self.row.has_number |= "value" in classes or "number" in classes

    def forbid(self, tag: str, named: dict[str, str]) -> None:
        """Notes what no page may hold."""
        if tag in ("svg", "iframe", "object", "embed", "video", "audio", "canvas", "style", "math"):
            self.page.forbidden.append(f"<{tag}>")
        if tag == "script" and named.get("type") != "application/ld+json":
            self.page.forbidden.append("<script>")
        for name, value in named.items():
            if name == "style" or name.startswith("on"):
                self.page.forbidden.append(f"{name} attribute on <{tag}>")
            if value.strip().lower().startswith(("javascript:", "data:")):
                self.page.forbidden.append(f"{name}={value[:30]} on <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            if self.open.pop()[0] == tag:
                break
        if tag == "title":
            self.in_title = False
        if tag == "h1" and self.heading is not None:
            self.page.headings.append(self.heading.strip())
            self.heading = None
        if tag == "script":
            self.in_data = False
        if tag == "tr" and self.row is not None:
            self.page.rows.append(self.row)
            self.row = None

    def handle_data(self, data: str) -> None:
        if self.in_data:
            return
        if self.in_title:
            self.page.title += data
        if self.heading is not None:
            self.heading += data
        if self.row is not None:
            self.row.text += data
        if data.strip():
            self.page.texts.append((data.strip(), self.language))


def read(edition: pathlib.Path, path: str) -> Page:
    """Reads one page."""
    page = Page(path)
    reader = Reader(page)
    reader.feed((edition / path).read_text(encoding="utf-8"))
    reader.close()
    return page


def read_all(edition: pathlib.Path) -> dict[str, Page]:
    """Reads all pages, by path."""
    paths = sorted(str(path.relative_to(edition)) for path in edition.rglob("*.html"))
    return {path: read(edition, path) for path in paths}
