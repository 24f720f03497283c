"""What may differ between the notes and the dossier, and what must not."""

import re

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
# Figures that the notes do not have: the earlier export of the same report, measure by measure.
OWN_FIGURES = re.compile(r"google_(?:requests|items_\w+)_earlier_vintage--")
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
