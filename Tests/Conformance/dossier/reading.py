"""Reads the dossier and the notes, with a reader that shares no code with ours."""

import glob
import os
import re
import unicodedata
from calendar import monthrange

import yaml

from tables import SEASONS

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
DATA = os.path.join(ROOT, "Data", "viet-nam")


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
