"""Findings that nothing was searched for, as `findings.jsonl` has them: hostile names, overlaps, odd times."""

from __future__ import annotations

import datetime
import random

NAMES = [
    'a "quoted" name', "R&D <b>bold</b>", "it's", "Nguyễn Văn Ánh", "Nguyễn Văn A\u0301nh", "🇻🇳👩‍👩‍👧",
    "tab\there", "line\nbreak", "line\r\nbreak", "line break", "bell\u0007", "bell", "\u0000", "",
    "\ufffe\uffff", "]]>", "a,b;c", "=SUM(A1)", "-- x", "back\\slash\\", "\u2028", "#no comment",
    "&amp;", "&#7;", "%s", "a|b", " edge ", "edge", "_", "_ (2)", "\u0085next", '{"json": 1}',
    "*Edges", "1 2 3", "<!--", "\ufeffmark", "'; DROP", "\\N\\G", "${x}", "\u202eright to left",
]
KINDS = ["report", "share", "comment & <kind>", ""]
OBJECTS = ["action-target", "target", "owner", "url", "hashtag", "text", "near-text", "image"]


def moment(milliseconds: int) -> str:
    time = datetime.datetime.fromtimestamp(milliseconds // 1000, datetime.timezone.utc)
    part = f".{milliseconds % 1000:03}" if milliseconds % 1000 else ""
    return f"{time:%Y-%m-%dT%H:%M:%S}{part}Z"


class Maker:
    """Makes findings from a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def span(self) -> dict[str, str]:
        first = 1_717_243_200_000 + self.chance.randrange(10**8)
        return {"first": moment(first), "last": moment(first + self.chance.randrange(10**7))}

    def number(self) -> float:
        if self.chance.random() < 0.1:
            return 0
        return float(f"{self.chance.random() * 10 ** self.chance.randint(-12, 12):.9g}")

    def p(self) -> float | None:
        return None if self.chance.random() < 0.1 else -self.number()

    def account(self, name: str) -> dict:
        return {"account": name, "role": self.chance.choice(["core", "late", "occasional"]),
                "raids": self.chance.randint(0, 9), "expected": self.number(), "p_log10": self.p(),
                "objects": self.chance.randint(0, 99)} | self.span()

    def target(self, accounts: list[str], place: int) -> dict:
        actions = []
        isNamed = self.chance.random() < 0.5
        for name in self.chance.sample(accounts, self.chance.randint(1, len(accounts))):
            action = {"account": name, "at": self.span()["first"]}
            if isNamed and self.chance.random() < 0.8:
                action["action"] = self.chance.choice([name for name in NAMES if name])
            actions.append(action)
        return {"target": self.chance.choice(NAMES), "kind": self.chance.choice(KINDS), "visit": place,
                "owner": self.chance.choice([None, *NAMES]), "made": self.chance.choice([None, "2024-05-01T00:00:00Z"]),
                "actions": sorted(actions, key=lambda action: action["at"]),
                "all_accounts": self.chance.randint(1, 99), "together": self.number(),
                "age_spread": self.chance.choice([None, self.number()])}

    def pair(self, accounts: list[str]) -> dict:
        one, other = self.chance.sample(accounts, 2)
        count = self.chance.randint(1, 30)
        return {"source": one, "target": other, "co_actions": count, "expected": self.number(),
                "p_log10": self.p(), "jaccard": self.number(), "first_led": self.chance.randint(0, count),
                "median_gap_seconds": self.chance.randint(0, 86_400_000) / 1000} | self.span()

    def finding(self, name: str, accounts: list[str], targets: int, pairs: int) -> dict:
        tests = {name: self.chance.randint(0, 50) for name in
                 ["bursts", "groups", "ordinary_objects", "owners", "ripe_narrow", "ripe_visits", "visits"]}
        tests |= {name: self.number() for name in
                  ["dated", "ordinary_together", "owners_in_effect", "reports", "together"]}
        tests |= {name: self.p() for name in ["bursts_p_log10", "narrow_p_log10", "ripe_p_log10", "wording_p_log10"]}
        tests |= {name: self.chance.random() < 0.5 for name in
                  ["across_owners", "has_seconds", "passed_age", "passed_minute", "passed_ripe", "shared_abuse",
                   "wording_shared"]}
        tests |= {"narrow": None, "age_spread": self.number(), "ripe_spread": None}
        texts = self.chance.randint(0, 40)
        tests |= {"wording_texts": texts, "wording_hits": self.chance.randint(0, texts),
                  "wording_elsewhere_texts": None, "wording_elsewhere_hits": None}
        portrait = {name: self.number() for name in
                    ["median_co_actions", "median_expected", "reason_elsewhere", "share_of_own_activity",
                     "share_of_targets"]}
        portrait |= {"hours_utc": [1] * 24, "weekdays_utc": [2] * 7, "owners": [{"name": "o", "count": 3}],
                     "reasons": [], "reason_p_log10": None}
        block = {"block": {"density": self.number(), "by_chance": self.number()}} if self.chance.random() < 0.4 else {}
        return block | {"name": name, "level": self.chance.choice(["medium", "high"]), "tests": tests,
                "object": self.chance.choice(OBJECTS), "portrait": portrait,
                "accounts": [self.account(account) for account in accounts],
                "targets": [self.target(accounts, place) for place in range(targets)],
                "pairs": [self.pair(accounts) for _ in range(pairs)]} | self.span()


def findings(seed: int) -> list[dict]:
    """Five findings that overlap in accounts and pairs; with the first seed also a larger one of plain names."""
    maker = Maker(seed)
    overlapping = [maker.finding(name, maker.chance.sample(NAMES, 12), 6, 20)
                   for name in ["lockstep-a", "lockstep-b", 'x" & <y>', "đợt 4", "lockstep-e"]]
    plain = maker.finding("lockstep-f", [f"ACCOUNT{place:03}" for place in range(200)], 40, 2000)
    return [*overlapping, plain] if seed == 1 else overlapping
