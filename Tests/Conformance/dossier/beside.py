"""What must hold beside the facts themselves."""

import glob
import os
import re
import unicodedata

from reading import DATA, ROOT, days, folded, get, leaves, read, vi
from tables import DISAGREEMENTS, ONE_LANGUAGE, OWN_FIGURES, STORY


def additions(fidelity):
    """Records that no note has."""
    wanted = {"index": {"evi"}}
    for kind, file, key in [
        ("events", "timeline.yaml", "events"), ("events", "timeline-extra.yaml", "events"),
        ("statutes", "statutes.yaml", "statutes"), ("persons", "cases.yaml", "cases"),
        ("series", "figures.yaml", "series"), ("figures", "figures.yaml", "rows"),
        ("reports", "reports.yaml", "reports"),
    ]:
        wanted.setdefault(kind, set()).update(item["id"] for item in fidelity.notes[file][key])
    for kind, ids in wanted.items():
        for id in sorted(set(fidelity.data.get(kind, {})) - ids):
            if kind == "figures" and OWN_FIGURES.match(id):
                continue
            yield f"{kind}/{id} is in no note"
    used = {ref for kind in fidelity.data for record in fidelity.data[kind].values()
            for path, ref in leaves(record) if "sources/" in path}
    for id in sorted(set(fidelity.data["sources"]) - used):
        yield f"sources/{id} supports nothing"


def numbers(text):
    """The numbers of a text, however their digits are grouped."""
    return {re.sub(r"[.,]", "", one).lstrip("0") or "0" for one in re.findall(r"\d+(?:[.,]\d+)*", text)}


def mistranslations(fidelity):
    """A translation of a note stands beside the English that it renders, and has the same numbers."""
    for kind in set(fidelity.data) - {"actors", "places", "platforms"}:  # these are ours
        for id, record in fidelity.data[kind].items():
            texts = dict(leaves(record))
            for path, text in texts.items():
                parts = path.split("/")
                if parts[-1] != "vi" or "claims" in parts or not ONE_LANGUAGE & set(parts):
                    continue
                english = texts.get(path[:-2] + "en")
                if english is None:
                    yield f"{kind}/{id}{path}: has no English beside it"
                elif missing := numbers(english) - numbers(text):
                    yield f"{kind}/{id}{path}: lacks {sorted(missing)}: {text!r}"
                elif text == english and re.search("[a-z]{4} [a-z]{4}", text):
                    yield f"{kind}/{id}{path}: is English: {text!r}"
                elif text != unicodedata.normalize("NFC", text):
                    yield f"{kind}/{id}{path}: is not in NFC"


def merged_claims(fidelity):
    """Series in which a government's word and a company's data could meet."""
    roles = {id: actor["role"] for id, actor in fidelity.data["actors"].items()}
    allowed = {
        "government-claim": {"authority", "party"}, "official-result": {"authority", "party"},
        "company-report": {"company"},
    }
    for id, series in fidelity.data["series"].items():
        role = roles.get(series.get("publisher"))
        if role and role not in allowed.get(series["basis"], {role}):
            yield f"series/{id}: {series['basis']} published by {series['publisher']} ({role})"
        if (series["basis"] == "government-claim") != id.startswith("claimed_"):
            yield f"series/{id}: {series['basis']}"
        other = fidelity.data["series"].get(series.get("claimed_against"))
        if other and other["basis"] == "government-claim":
            yield f"series/{id} stands beside another claim"


def silenced(fidelity):
    """Disagreements of which only one side stands."""
    for kind, id, field, value, claimed in DISAGREEMENTS:
        record = fidelity.data[kind].get(id)
        path = [int(part) if part.isdigit() else part for part in field.split("/")[1:]]
        if get(record, *path) != value:
            yield f"{kind}/{id}{field} is {get(record, *path)!r}, not {value!r}"
        claims = [claim for claim in get(record, "claims") or [] if claim["field"] == field]
        if not any(claim["value"] == claimed and claim["sources"] for claim in claims):
            yield f"{kind}/{id}{field} has no claim of {claimed!r}"


def misspelt(fidelity):
    """Names whose plain form is not the Vietnamese one without its marks."""
    for id, person in fidelity.data["persons"].items():
        name = vi(person["name"])
        if name and folded(name) != person["name_ascii"]:
            yield f"persons/{id}: {name} and {person['name_ascii']}"
    for kind in fidelity.data:
        for id, record in fidelity.data[kind].items():
            for path, text in leaves(record):
                if text in ("null", "None", "~") or (
                        isinstance(text, str) and unicodedata.normalize("NFC", text) != text):
                    yield f"{kind}/{id}{path}: {text!r}"


def unreachable(fidelity, readme):
    """Entries named in the notes' table of statements that the dossier or its story lacks."""
    ids = {id for kind in fidelity.data for id in fidelity.data[kind]}
    story = read(f"{DATA}/observatory.yaml")["stories"][0]
    selection = dict(part.split("=") for part in story["selection"].split("&"))
    table = readme.partition("## The founding documents")[2]
    for _, statement, entries in re.findall(r"^\| (\d) \| (.+?) \| (.+?) \|$", table, re.M):
        entries = re.sub(r"\(.*?\)", "", entries)
        for id in re.findall(r"[a-z0-9_]+(?:[-_][a-z0-9_]+)+|\bevi\b", entries):
            if id not in ids:
                yield f"{statement}: {id} is not in the dossier"
            elif STORY in statement:
                event = fidelity.data["events"][id]
                if not selects(selection, event):
                    yield f"the story does not select {id}"


def selects(selection, event):
    first, last = days(event["when"])
    unknown = set(selection) - {"from", "to", "platform", "tag"}
    return (
        not unknown
        and last >= selection.get("from", "")
        and first <= selection.get("to", "9999")
        and selection.get("platform") in [None, *event.get("platforms", [])]
        and selection.get("tag") in [None, *event.get("tags", [])])


def unlicensed(_):
    """Files whose header names a licence that is not there."""
    for path in sorted(glob.glob(f"{DATA}/**/*.yaml", recursive=True)):
        with open(path, encoding="utf-8") as file:
            header = file.readline()
        licence = re.fullmatch(r"# .+ Licence: CC BY 4\.0 \((.+)\)\.\n", header)
        if not licence or not os.path.isfile(os.path.join(os.path.dirname(path), licence[1])):
            yield f"{os.path.relpath(path, ROOT)}: {header.strip()}"
