"""Compares every leaf of the notes with the dossier."""

import glob
import os

from index import IndexFidelity
from reading import DATA, days, dossier, en, folded, get, leaves, precision, read, vi, word
from tables import (
    BASIS, EVENT_KINDS, NAMES, PROCEEDINGS, RANGES, STATUS, STATUTE_STATUS, SUMMED, UNDATED,
    VINTAGE_NOTE, VINTAGE_TITLE, VINTAGES)


class Fidelity(IndexFidelity):
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
