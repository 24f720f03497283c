"""Compares the Election Vulnerability Index."""

from reading import en, get, vi, word


class IndexFidelity:
    """The part of the comparison that is about the index and its inputs."""

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
                        found = get(score, "totals", f"{year}_{block}")
                        self.leaf(f"{path}/{year}/{key}/{block}", found)
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
        missing = [en(text) for text in get(record, "missing") or []]
        self.texts(f"{path}/missing", notes["missing"], missing)
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
