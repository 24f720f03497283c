#!/usr/bin/env python3
"""Does Data/viet-nam carry every fact of the sourced notes it was made from?

    python3 Tests/Conformance/dossier.py [FOLDER]      # default: ../shared/dossier/viet-nam

Every leaf of the notes, also an empty one, is looked up in the dossier's YAML by a reader that
shares no code with ours. A leaf that nothing compares is a fault of this script and counts as one.
What may differ, words of field names and vocabularies, is listed in the tables below.
"""

import glob
import os
import re
import sys
import unicodedata
from calendar import monthrange

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(ROOT, "Data", "viet-nam")

# --- What may differ --------------------------------------------------------------------------

# The notes' words and ours, where they are not the same but for "_" and "-".
STATUS = {"died": "dead"}
BASIS = {"ngo_count": "monitor-count"}
STATUTE_STATUS = {
    "in_force_until_2026-07-01": ("in-force", "2026-07-01", None),
    "in_force_from_2026-07-01": ("in-force", None, "2026-07-01"),
}
# The notes' kinds of event are coarser than ours; the coarse one stays as a tag.
EVENT_KINDS = {
    "advocacy": {"advocacy", "report", "death-in-custody"},
    "arrest": {"arrest"},
    "blocking": {"blocking", "dns-tampering", "app-blocked", "statement-threat"},
    "content_restriction": {"takedown", "geo-restriction", "legal-request"},
    "denial_of_service": {"ddos", "phishing-spyware"},
    "election": {"election"},
    "influence_operation": {"influence-operation"},
    "legal_request": {"legal-request", "statement-threat"},
    "mass_reporting": {"mass-reporting"},
    "platform_policy": {"platform-policy", "phishing-spyware"},
    "release": {"release", "appeal"},
    "statute": {"law", "decree", "draft-law"},
    "throttling": {"throttling"},
    "transparency": {"report", "phishing-spyware"},
    "trial": {"conviction", "trial", "appeal"},
}
# Names the notes write otherwise than the records they mean.
NAMES = {
    "Facebook": "Meta",  # as an actor
    "YouTube": "Google",  # as an actor
    "X": "X (formerly Twitter)",
    "blog": "Blogs",
    "news site": "News sites",
    "web": "Websites",
    "National Assembly": "National Assembly of Viet Nam",
    "Government": "Government of Viet Nam",
    "Prime Minister's office": "Prime Minister’s office",
    "Telecommunications department": "Telecommunications department of the technology ministry",
}
PROCEEDINGS = {"suspension of sentence": "sentence suspended"}
# Main terms that the dossier gives conviction by conviction, with the sum in a note.
SUMMED = {"do-cong-duong": "96 months"}
# Nobody gives the individual term; the dossier records the range of the case's note.
RANGES = {"do-van-nga": (66, 84), "huynh-bao-duc": (66, 84), "pham-quang-thien": (66, 84)}
# A status that no source dates; the dossier's reports of a status need a day.
UNDATED = {"nguyen-van-trang": ("exiled", " (Status as last seen, without a date: exiled.)")}
# Series the dossier keeps as figures of an earlier vintage in the series they were revised in.
VINTAGES = {"google_items_requested_earlier_vintage": "google_items_requested"}
VINTAGE_TITLE = "Google: items named, earlier export of the same report"
VINTAGE_NOTE = "Earlier export of the same report, kept to show that published figures are revised."
SEASONS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}

# Where sources disagree, both values stand: record, field, value of the record, value of a claim.
DISAGREEMENTS = [
    ("proceedings", "tran-quoc-khanh-main", "/steps/0/on", "2021-03-10", "2021-03-09"),
    ("proceedings", "tran-quoc-khanh-main", "/steps/2/on", "2021-10-28", "2021-10-20"),
    ("events", "2021-03-10-tran-quoc-khanh-arrest", "/when", "2021-03-10", "2021-03-09"),
    ("events", "2021-10-28-tran-quoc-khanh-trial", "/when", "2021-10-28", "2021-10-20"),
    ("events", "2010-10-vecebot-ddos", "/metrics/0/value", 10000, 30000),
    ("figures", "election_seats_party--2016-05-22--2016-05-22", "/value", 473, 475),
    ("figures", "claimed_removed_facebook_accounts--2017-01-01--2019-05-23", "/value", 208, 211),
    ("proceedings", "nguyen-van-lam-main", "/steps/1/on", "2021-07-20", "2021-07-19"),
    ("statutes", "decree-147-2024", "/adopted", "2024-11-09", "2024-08-23"),
    ("statutes", "pdpl-2025", "/in_force", "2026-01-01", "2026-07-01"),
]
# Text that the notes have in one language only; anything in the other would be a guess.
ONE_LANGUAGE = {
    "summary", "note", "role", "paraphrase", "penalty", "penalties", "platform_obligations",
    "criticism", "documents", "asks", "what", "description", "direction", "formula", "missing",
    "findings", "conclusion",
}
STORY = "timeline of Facebook in Viet Nam since 2009"


# --- Reading ----------------------------------------------------------------------------------


class Plain(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """YAML in which `on` and `no` are words and days are text."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, test) for tag, test in found if not tag.endswith((":bool", ":timestamp"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), "tf")


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Plain)


def dossier():
    records = {}
    for path in sorted(glob.glob(f"{DATA}/**/*.yaml", recursive=True)):
        if os.path.basename(path) == "observatory.yaml":
            continue
        for kind, items in read(path).items():
            for item in items:
                records.setdefault(kind, {})[item["id"]] = item
    return records


def leaves(value, path=""):
    """Every scalar and every empty list, by path; items of lists go by their id."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, f"{path}/{key}")
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}/{name(inner, index)}")
    else:
        yield path, value


def name(item, index):
    if isinstance(item, dict):
        return item.get("id") or item.get("iso2") or index
    return index


def days(text):
    """The first and the last day of a date, such as 2020, 2020-02, 2020-40 or 2020/2021."""
    first, _, last = text.partition("/")
    return day(first, 0), day(last or first, 1)


def day(text, end):
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    if len(parts) == 3:
        return text
    month = (1, 12)[end]
    if len(parts) == 2:
        month = SEASONS[parts[1]][end] if parts[1] in SEASONS else parts[1]
    return f"{year:04}-{month:02}-{monthrange(year, month)[1] if end else 1:02}"


def precision(text):
    return None if text is None else ["year", "month", "day"][text.count("-")]


def word(text):
    return text and text.replace("_", "-")


def en(value):
    return (value or {}).get("en")


def vi(value):
    return (value or {}).get("vi")


def get(record, *path):
    for part in path:
        if isinstance(record, list):
            record = record[part] if isinstance(part, int) and part < len(record) else None
        else:
            record = (record or {}).get(part)
    return record


def folded(text):
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


# --- Comparing --------------------------------------------------------------------------------


class Fidelity:
    """Looks up every leaf of the notes in the dossier."""

    def __init__(self, folder):
        self.data = dossier()
        self.notes = {}
        self.facts = {}
        self.compared = set()
        self.missing = []
        for path in sorted(glob.glob(f"{folder}/*.yaml")):
            file = os.path.basename(path)
            self.notes[file] = read(path)
            self.facts |= leaves(self.notes[file], file)

    def leaf(self, path, found, rename=None):
        """Compares one leaf with what the dossier has for it; absent is as good as null."""
        self.compared.add(path)
        wanted = self.facts[path]
        if rename and wanted is not None:
            wanted = rename(wanted)
        same = wanted == found and isinstance(wanted, bool) == isinstance(found, bool)
        if not same and not (wanted in (None, []) and found in (None, [])):
            self.missing.append(f"{path}: {self.facts[path]!r} (the dossier has {found!r})")

    def texts(self, path, wanted, found, rename=None):
        """Compares a list of texts, item by item; the dossier may have no further ones."""
        if not wanted:
            return self.leaf(path, found)
        for index in range(len(wanted)):
            self.leaf(f"{path}/{index}", get(found, index), rename)
        for extra in (found or [])[len(wanted):]:
            self.missing.append(f"{path}: the dossier adds {extra!r}")

    def sources(self, path, wanted, ids, field="sources"):
        for index, item in enumerate(wanted):
            record = self.data["sources"].get(get(ids, index))
            for key in item:
                found = get(record, key)
                self.leaf(f"{path}/{field}/{index}/{key}", en(found) if key == "note" else found)
        for extra in (ids or [])[len(wanted):]:
            self.missing.append(f"{path}/{field}: the dossier adds {extra}")

    def date(self, path, key, found, note=None):
        self.leaf(f"{path}/{note or key}", found)
        self.leaf(f"{path}/{note or key}_precision", precision(found))

    def metrics(self, path, wanted, found):
        if not wanted:
            return self.leaf(f"{path}/figures", found)
        for index in range(len(wanted)):
            metric = get(found, index)
            for key in ("name", "value", "unit"):
                self.leaf(f"{path}/figures/{index}/{key}", get(metric, key))
            self.leaf(f"{path}/figures/{index}/note", en(get(metric, "note")))

    def named(self, kind, id):
        record = self.data[kind].get(id) or {}
        return en(record.get("name")) or vi(record.get("name")) or record.get("name_ascii")

    def compare(self):
        for file in ("timeline.yaml", "timeline-extra.yaml"):
            for event in self.notes[file]["events"]:
                self.event(f"{file}/events/{event['id']}", event)
        for statute in self.notes["statutes.yaml"]["statutes"]:
            self.statute(f"statutes.yaml/statutes/{statute['id']}", statute)
        for case in self.notes["cases.yaml"]["cases"]:
            self.case(f"cases.yaml/cases/{case['id']}", case)
        for series in self.notes["figures.yaml"]["series"]:
            self.series(f"figures.yaml/series/{series['id']}", series)
        for row in self.notes["figures.yaml"]["rows"]:
            self.figure(f"figures.yaml/rows/{row['id']}", row)
        for report in self.notes["reports.yaml"]["reports"]:
            self.report(f"reports.yaml/reports/{report['id']}", report)
        self.index(self.notes["evi.yaml"], self.data["indexes"].get("evi"))
        with open(f"{DATA}/README.md", encoding="utf-8") as readme:
            text = readme.read()
        for file, notes in self.notes.items():
            day = notes["compiled"]
            self.leaf(f"{file}/compiled", day if day in text else None)
        for path in sorted(set(self.facts) - self.compared):
            self.missing.append(f"{path}: nothing compares it")

    def event(self, path, event):
        record = self.data["events"].get(event["id"])
        when = get(record, "when") or ""
        start, _, end = when.partition("/")
        self.leaf(f"{path}/id", get(record, "id"))
        self.leaf(f"{path}/date", start or None)
        # A range within one month is written as that month.
        if "end_date" in event:
            end = end or start
            self.leaf(f"{path}/end_date", end or None)
        self.leaf(f"{path}/date_precision", "range" if end else precision(start))
        for key in ("title", "summary"):
            self.leaf(f"{path}/{key}_en", en(get(record, key)))
        self.leaf(f"{path}/title_vi", vi(get(record, "title")))
        fits = get(record, "kind") in EVENT_KINDS[event["kind"]]
        tag = next((tag for tag in get(record, "tags") or [] if tag == word(event["kind"])), None)
        self.leaf(f"{path}/kind", tag if fits else None, word)
        self.texts(
            f"{path}/actors", event["actors"],
            [self.same_name("actors", id, event["actors"]) for id in get(record, "actors") or []])
        self.texts(
            f"{path}/targets", event["targets"],
            [self.target(item, event["targets"]) for item in get(record, "targets") or []])
        self.texts(
            f"{path}/places", event["places"],
            [self.same_name("places", id, event["places"]) for id in get(record, "places") or []])
        self.platforms(path, event, record)
        self.metrics(path, event["figures"], get(record, "metrics"))
        self.sources(path, event["sources"], get(record, "sources"))
        self.leaf(f"{path}/confidence", get(record, "confidence"))

    def same_name(self, kind, id, wanted):
        """The note's word for a record, if the record bears that name."""
        name = self.named(kind, id)
        for text in wanted:
            if name and name.lower() in (text.lower(), NAMES.get(text, "").lower()):
                return text
        return name

    def target(self, item, wanted):
        for kind in ("person", "actor", "platform"):
            if kind in item:
                if kind != "person":
                    return self.same_name(kind + "s", item[kind], wanted)
                person = self.data["persons"].get(item[kind])
                name = get(person, "name_ascii")
                # "Nguyen Van Hai (Dieu Cay)": the name people know stands behind in brackets.
                both = [f"{name} ({folded(alias)})" for alias in get(person, "aliases") or []]
                return next((text for text in wanted if text in both), name)
        return en(item.get("name"))

    def platforms(self, path, note, record):
        wanted = (note["platform"] or "").split(", ") if note["platform"] else []
        names = [self.same_name("platforms", id, wanted) for id in get(record, "platforms") or []]
        self.leaf(f"{path}/platform", ", ".join(names) or None)

    def statute(self, path, statute):
        record = self.data["statutes"].get(statute["id"])
        status = STATUTE_STATUS.get(statute["status"], (word(statute["status"]), None, None))
        found = tuple(get(record, key) for key in ("status", "status_until", "status_from"))
        self.leaf(f"{path}/id", get(record, "id"))
        self.leaf(f"{path}/official_number", get(record, "number"))
        self.leaf(f"{path}/title_en", en(get(record, "title")))
        self.leaf(f"{path}/title_vi", vi(get(record, "title")))
        issuers = [
            self.same_name("actors", id, [statute["issuer"]]) for id in get(record, "issuer") or []]
        self.leaf(f"{path}/issuer", ", ".join(issuers) or None)
        for key in ("adopted", "in_force", "repealed"):
            self.date(path, key, get(record, key))
        self.leaf(f"{path}/status", statute["status"] if found == status else found)
        provisions = get(record, "provisions") or []
        if not statute["articles"]:
            self.leaf(f"{path}/articles", provisions)
        for index, article in enumerate(statute["articles"]):
            below = f"{path}/articles/{article['id']}"
            provision = get(provisions, index)
            for key in ("id", "article", "confidence"):
                self.leaf(f"{below}/{key}", get(provision, key))
            for key in ("paraphrase", "penalty"):
                self.leaf(f"{below}/{key}", en(get(provision, key)))
            self.sources(below, article["sources"], get(provision, "sources"))
        self.leaf(f"{path}/penalties", en(get(record, "penalties")))
        self.texts(
            f"{path}/platform_obligations", statute["platform_obligations"],
            [en(item) for item in get(record, "platform_obligations") or []])
        self.leaf(f"{path}/international_criticism", en(get(record, "criticism")))
        self.sources(path, statute["sources"], get(record, "sources"))
        self.leaf(f"{path}/confidence", get(record, "confidence"))
        self.leaf(f"{path}/note", en(get(record, "note")))

    def case(self, path, case):
        person = self.data["persons"].get(case["id"])
        proceedings = [p for p in self.data["proceedings"].values() if p["person"] == case["id"]]
        main = next((p for p in proceedings if p["role"] == "main"), None)
        steps = get(main, "steps") or []
        arrest = next((step for step in steps if step["step"] == "arrest"), None)
        charge = next((step for step in steps if step["step"] == "charge"), None)
        sentence = next((step for step in steps if step["step"] in ("sentence", "trial")), None)
        self.leaf(f"{path}/id", get(person, "id"))
        self.leaf(f"{path}/name_vi", vi(get(person, "name")))
        self.leaf(f"{path}/name_ascii", get(person, "name_ascii"))
        self.texts(f"{path}/aliases", case["aliases"], get(person, "aliases"))
        self.leaf(f"{path}/role", en(get(person, "role")))
        self.date(path, "arrest_date", get(arrest, "on"))
        self.texts(f"{path}/charges", case["charges"], get(charge, "provisions"))
        self.date(path, "trial_date", get(sentence, "on"))
        self.term(path, case, main, sentence)
        report = ([None] + (get(person, "status_reports") or []))[-1]
        status = get(report, "status")
        note = en(get(person, "note")) or ""
        if case["id"] in UNDATED and note.endswith(UNDATED[case["id"]][1]):
            status, note = UNDATED[case["id"]][0], note.removesuffix(UNDATED[case["id"]][1])
        if report is None and case["status"] == "unknown":  # nobody said anything
            status = "unknown"
        self.leaf(f"{path}/status", status, lambda text: STATUS.get(text, text))
        self.leaf(f"{path}/status_as_of", get(report, "as_of"))
        self.platforms(path, case, person)
        self.leaf(f"{path}/note", note)
        self.sources(path, case["sources"], get(person, "sources"))
        self.leaf(f"{path}/confidence", get(person, "confidence"))
        if get(main, "sources") != get(person, "sources"):
            self.missing.append(f"{path}/sources: the main proceeding has others")
        if not case["other_proceedings"]:
            self.leaf(f"{path}/other_proceedings", [])
        for index, item in enumerate(case["other_proceedings"]):
            self.proceeding(f"{path}/other_proceedings/{index}", item, proceedings)

    def term(self, path, case, main, sentence):
        months = get(sentence, "prison_months")
        if case["id"] in SUMMED:
            total = SUMMED[case["id"]]
            if total in str(main) and total.startswith(f"{case['prison_months']} "):
                months = case["prison_months"]
        if (months, get(sentence, "prison_months_to")) == RANGES.get(case["id"]):
            months = None
        self.leaf(f"{path}/prison_months", months)
        self.leaf(f"{path}/probation_months", get(sentence, "probation_months"))

    def proceeding(self, path, item, proceedings):
        kind = PROCEEDINGS.get(item["kind"], item["kind"])
        for step in (step for proceeding in proceedings for step in proceeding["steps"]):
            text = f"{step['step']}. {en(step.get('outcome'))} {en(step.get('note'))}".lower()
            if kind in text and step.get("on") == item["date"]:
                break
        else:
            step, text = None, ""
        self.leaf(f"{path}/kind", item["kind"] if step else None)
        self.date(path, "date", get(step, "on"))
        self.leaf(f"{path}/prison_months", get(step, "prison_months"))
        self.leaf(f"{path}/probation_months", get(step, "probation_months"))
        note = item["note"] or ""
        if note.startswith("charge: "):
            held = get(step, "provisions") == [note.removeprefix("charge: ")]
        elif note == "suspended":
            held = get(step, "suspended") is True
        else:
            held = note.lower() in text
        self.leaf(f"{path}/note", item["note"] if held else text)

    def series(self, path, series):
        record = self.data["series"].get(VINTAGES.get(series["id"], series["id"]))
        id, title, note = get(record, "id"), en(get(record, "title")), en(get(record, "note"))
        if id in VINTAGES.values() and id != series["id"]:
            id = series["id"]
            title = VINTAGE_TITLE if "an earlier export of the same report" in note else title
            note = series["note"] if series["note"] in note else note
        elif id in VINTAGES.values():
            note = series["note"] if note.startswith(series["note"]) else note
        self.leaf(f"{path}/id", id)
        self.leaf(f"{path}/title", title)
        self.leaf(f"{path}/unit", get(record, "unit"))
        self.leaf(
            f"{path}/kind_of_value", get(record, "basis"),
            lambda text: BASIS.get(text, word(text)))
        self.leaf(f"{path}/note", note)

    def figure(self, path, row):
        record = self.data["figures"].get(row["id"])
        period = get(record, "period")
        first, last = days(period) if period else (None, None)
        self.leaf(f"{path}/series", get(record, "series"), lambda id: VINTAGES.get(id, id))
        for key in ("id", "country", "value", "unit", "vintage", "confidence"):
            self.leaf(f"{path}/{key}", get(record, key))
        self.leaf(f"{path}/period_start", first)
        self.leaf(f"{path}/period_end", last)
        self.leaf(f"{path}/bound", get(record, "bound"), word)
        note = en(get(record, "note"))
        own = row["series"] in VINTAGES and note == VINTAGE_NOTE
        self.leaf(f"{path}/note", None if own else note)
        self.sources(path, row["sources"], get(record, "sources"))

    def report(self, path, report):
        record = self.data["reports"].get(report["id"])
        for key in ("id", "group", "publisher", "url", "confidence"):
            self.leaf(f"{path}/{key}", get(record, key))
        self.leaf(f"{path}/title_en", en(get(record, "title")))
        self.leaf(f"{path}/title_vi", vi(get(record, "title")))
        self.date(path, "date", get(record, "published"))
        self.texts(f"{path}/authors", report["authors"], get(record, "authors"))
        for key in ("documents", "note"):
            self.leaf(f"{path}/{key}", en(get(record, key)))
        asks = [en(ask) for ask in get(record, "asks") or []]
        self.texts(f"{path}/asks_of_platforms", report["asks_of_platforms"], asks)
        self.metrics(path, report["figures"], get(record, "metrics"))
        if not report["examples"]:
            self.leaf(f"{path}/examples", get(record, "examples"))
        for index in range(len(report["examples"])):
            example = get(record, "examples", index)
            self.date(f"{path}/examples/{index}", "date", get(example, "when"))
            self.leaf(f"{path}/examples/{index}/what", en(get(example, "what")))
        self.texts(f"{path}/related_events", report["related_events"], get(record, "events"))
        self.sources(path, report["sources"], get(record, "sources"))

    def index(self, notes, record):
        path = "evi.yaml/index"
        self.leaf(f"{path}/id", get(record, "id"))
        self.leaf(f"{path}/name_en", en(get(record, "name")))
        self.leaf(f"{path}/name_vi", vi(get(record, "name")))
        self.leaf(f"{path}/publisher", get(record, "publisher"))
        self.leaf(f"{path}/project", get(record, "project"))
        self.leaf(f"{path}/scale/min", get(record, "minimum"))
        self.leaf(f"{path}/scale/max", get(record, "maximum"))
        self.leaf(f"{path}/scale/direction", en(get(record, "direction")))
        self.leaf(f"{path}/description", en(get(record, "description")))
        self.leaf(f"{path}/confidence", get(record, "confidence"))
        # The record's own sources take in those of its parts.
        count = len(notes["index"]["sources"])
        self.sources(path, notes["index"]["sources"], (get(record, "sources") or [])[:count])
        for position, category in enumerate(notes["categories"]):
            self.category(category, get(record, "categories", position))
        for position, part in enumerate(notes["inputs"]):
            self.input(part, get(record, "inputs", position))
        for position, item in enumerate(notes["fiw_question_labels"]):
            label = get(record, "labels", position)
            self.leaf(f"evi.yaml/fiw_question_labels/{item['id']}/id", get(label, "id"))
            self.leaf(f"evi.yaml/fiw_question_labels/{item['id']}/label", en(get(label, "label")))
        self.sources(
            "evi.yaml", notes["fiw_question_labels_sources"], get(record, "labels_sources"),
            "fiw_question_labels_sources")
        scores = {score["id"]: score for score in get(record, "scores") or []}
        self.score("evi.yaml/vietnam", notes["vietnam"], scores.get("vn-2021"))
        for item in notes["comparators"]:
            score = scores.get(f"{item['iso2'].lower()}-2021")
            self.score(f"evi.yaml/comparators/{item['iso2']}", item, score)
        for position, item in enumerate(notes["vietnam_history"]):
            score = scores.get(f"vn-history-{item['edition']}")
            below = f"evi.yaml/vietnam_history/{position}"
            self.world(below, score)
            self.sources(below, item["sources"], get(score, "sources"))
        self.recomputation(notes["recomputation"], record)

    def category(self, item, found):
        path = f"evi.yaml/categories/{item['id']}"
        self.leaf(f"{path}/id", get(found, "id"))
        self.leaf(f"{path}/name_en", en(get(found, "name")))
        self.leaf(f"{path}/name_vi", vi(get(found, "name")))
        for key in ("fiw_questions", "fotn_questions", "weight"):
            self.leaf(f"{path}/{key}", get(found, key))
        self.sources(path, item["sources"], get(found, "sources"))
        self.leaf(f"{path}/confidence", get(found, "confidence"))
        self.leaf(f"{path}/note", en(get(found, "note")))

    def input(self, item, found):
        path = f"evi.yaml/inputs/{item['id']}"
        self.leaf(f"{path}/id", get(found, "id"))
        self.leaf(f"{path}/name", en(get(found, "name")))
        self.leaf(f"{path}/questions", get(found, "questions"))
        for key in ("question_min", "question_max", "political_rights_max",
                    "civil_liberties_max", "total_max"):
            if key in item:
                self.leaf(f"{path}/{key}", get(found, "limits", key))
        for block in item["blocks"]:
            self.leaf(f"{path}/blocks/{block}", get(found, "limits", block))
        note = en(get(found, "note")) or ""
        for key in ("discretionary", "note"):
            if key in item:
                self.leaf(f"{path}/{key}", item[key] if item[key] in note else note)
        self.sources(path, item["sources"], get(found, "sources"))
        self.leaf(f"{path}/confidence", get(found, "confidence"))

    def world(self, path, score):
        """The scores of Freedom in the World."""
        self.leaf(f"{path}/edition", get(score, "edition"))
        self.leaf(f"{path}/coverage_year", get(score, "coverage_year"))
        self.leaf(f"{path}/status", get(score, "status"), word)
        for group in ("questions", "subtotals"):
            below = f"{path}/{group}/"
            for fact in [fact for fact in self.facts if fact.startswith(below)]:
                self.leaf(fact, get(score, group, fact.removeprefix(below)))
        for key in ("discretionary_question", "political_rights", "civil_liberties", "total"):
            self.leaf(f"{path}/{key}", get(score, "totals", f"fiw_{key}"))

    def score(self, path, item, score):
        note = en(get(score, "note")) or ""
        self.leaf(f"{path}/country", get(score, "country_name"))
        self.leaf(f"{path}/iso2", get(score, "country"))
        self.leaf(f"{path}/evi_score", get(score, "score"))
        if "evi_year" in item:
            self.leaf(f"{path}/evi_year", get(score, "score_year"))
        if item["election"]:
            self.date(f"{path}/election", "date", get(score, "election", "on"))
            self.leaf(f"{path}/election/kind", get(score, "election", "kind"))
        else:
            self.leaf(f"{path}/election", get(score, "election"))
        self.world(f"{path}/fiw", score)
        for year in ("fotn_2020", "fotn_2021"):
            for key, value in (item.get(year) or {}).items():
                if key == "categories" and value:
                    for block in value:
                        self.leaf(f"{path}/{year}/{key}/{block}", get(score, "totals", f"{year}_{block}"))
                elif key == "note":
                    self.leaf(f"{path}/{year}/note", value if value in note else note)
                else:
                    self.leaf(f"{path}/{year}/{key}", get(score, "totals", f"{year}_{key}"))
        for key in item.get("election_watch_page") or {}:
            self.leaf(f"{path}/election_watch_page/{key}", get(score, "totals", key))
        change = item.get("change_from_previous_edition")
        if change:
            text = f"question {change['question']} from {change['from']} to {change['to']}"
            for key, value in change.items():
                held = value in note if key == "note" else text in note
                self.leaf(f"{path}/change_from_previous_edition/{key}", value if held else note)
        self.sources(path, item["sources"], get(score, "sources"))
        if "confidence" in item:
            self.leaf(f"{path}/confidence", get(score, "confidence"))
        if "note" in item:
            self.leaf(f"{path}/note", note or None)

    def recomputation(self, notes, record):
        path = "evi.yaml/recomputation"
        conclusion = en(get(record, "conclusion")) or ""
        self.leaf(f"{path}/reproducible", False if "Not reproducible." in conclusion else None)
        self.texts(
            f"{path}/missing", notes["missing"], [en(text) for text in get(record, "missing") or []])
        self.leaf(f"{path}/what_was_found", en(get(record, "findings")))
        for position, item in enumerate(notes["attempts"]):
            attempt = get(record, "attempts", position)
            below = f"{path}/attempts/{item['id']}"
            for key in ("id", "arithmetic", "result", "rounds_to"):
                self.leaf(f"{below}/{key}", get(attempt, key))
            for key in ("formula", "note"):
                self.leaf(f"{below}/{key}", en(get(attempt, key)))
            self.leaf(f"{below}/matches_18", get(attempt, "matches"))
            official = False if "No attempt is official." in conclusion else None
            self.leaf(f"{below}/official", official)
        held = notes["conclusion"] in conclusion
        self.leaf(f"{path}/conclusion", notes["conclusion"] if held else conclusion)
        self.sources(path, notes["sources"], get(record, "attempts_sources"))
        self.leaf(f"{path}/confidence", get(record, "confidence"))


# --- What must hold beside --------------------------------------------------------------------


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
            yield f"{kind}/{id} is in no note"
    used = {ref for kind in fidelity.data for record in fidelity.data[kind].values()
            for path, ref in leaves(record) if "sources/" in path}
    for id in sorted(set(fidelity.data["sources"]) - used):
        yield f"sources/{id} supports nothing"


def guesses(fidelity):
    """Vietnamese where the notes have none."""
    for kind in set(fidelity.data) - {"actors", "places", "platforms"}:  # these are ours
        for id, record in fidelity.data[kind].items():
            for path, text in leaves(record):
                parts = path.split("/")
                if parts[-1] == "vi" and "claims" not in parts and ONE_LANGUAGE & set(parts):
                    yield f"{kind}/{id}{path}: {text!r} is in no note"
            if record.get("title") and kind in ("events", "statutes") and not vi(record["title"]):
                yield f"{kind}/{id} has no Vietnamese title"


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
    selection = dict(part.split("=") for part in read(f"{DATA}/observatory.yaml")["stories"][0]["selection"].split("&"))
    table = readme.partition("## The founding documents")[2]
    for _, statement, entries in re.findall(r"^\| (\d) \| (.+?) \| (.+?) \|$", table, re.M):
        for id in re.findall(r"[a-z0-9_]+(?:[-_][a-z0-9_]+)+|\bevi\b", re.sub(r"\(.*?\)", "", entries)):
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


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "../shared/dossier/viet-nam")
    if not os.path.isdir(folder):
        print(f"skipped: {folder} is not here; it holds the notes the dossier was made from")
        return 0
    fidelity = Fidelity(folder)
    fidelity.compare()
    with open(f"{folder}/README.md", encoding="utf-8") as file:
        readme = file.read()
    checks = {
        "every fact of the notes stands in the dossier": fidelity.missing,
        "nothing stands in the dossier that no note has": list(additions(fidelity)),
        "no text in a language that no note has": list(guesses(fidelity)),
        "no government claim in a company's series": list(merged_claims(fidelity)),
        "where sources disagree both stand": list(silenced(fidelity)),
        "names are spelt one way": list(misspelt(fidelity)),
        "every statement of the founding documents is reached": list(unreachable(fidelity, readme)),
        "every file names a licence that is there": list(unlicensed(fidelity)),
    }
    for check, faults in checks.items():
        print(f"{'FAILED' if faults else 'passed'}: {check}")
        for fault in faults:
            print(f"  {fault}")
    failed = sum(1 for faults in checks.values() if faults)
    print(f"{len(fidelity.facts)} facts compared, {len(fidelity.missing)} missing")
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
