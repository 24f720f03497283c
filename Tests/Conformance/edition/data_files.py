#!/usr/bin/env python3
"""frictionless judges datapackage.json, csvw the tables with their metadata; then each table, read with
Python's own csv, must say what the JSON says.

usage: data_files.py HAIDANG OBSERVATORY EDITION
"""

from __future__ import annotations

import csv
import hashlib
import json
import pathlib
import re
import shutil
import sys
import warnings
from typing import Any

import csvw
import frictionless

from commitments import DATES, END
from judge import KINDS, check, equal, finish, work

EDTF = re.compile(rf"(\.\.|{END.pattern}|\d{{3}}X)(/(\.\.|{END.pattern}|\d{{3}}X))?")


def package(folder: pathlib.Path) -> str:
    """What frictionless finds wrong; nothing is well."""
    report = frictionless.Package(folder / "datapackage.json").validate()
    faults = report.flatten(["title", "rowNumber", "fieldName", "message"])
    return "" if report.valid else str(faults[:3] or report.errors[:3])


def tables(folder: pathlib.Path) -> str:
    """What csvw finds wrong; nothing is well."""
    for file in sorted(folder.glob("*.csv-metadata.json")):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            try:
                group = csvw.CSVW(str(file), validate=True)
                if not group.is_valid or told:
                    return f"{file.name}: {[str(one.message)[:200] for one in told]}"
                list(group.tables[0])
            except (ValueError, TypeError, KeyError) as error:
                return f"{file.name}: {error!r}"
    return ""


def at(record: Any, path: list[str]) -> Any:
    for name in path:
        record = record.get(name) if isinstance(record, dict) else None
    return record


def cell(text: str, type_: str, value: Any) -> Any:
    """A cell as the value that stands in the JSON at the same place."""
    if text == "":
        return None
    if isinstance(value, (list, dict)):
        return json.loads(text) if text[0] in "[{" else text.split(" | ")
    if type_ in ["integer", "number", "boolean", "any"]:
        return json.loads(text)
    return text


def round_trip(folder: pathlib.Path, resource: dict[str, Any]) -> None:
    """A table against the JSON, cell by cell; nothing of the JSON may be without a column."""
    name = resource["name"]
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    records = {record["id"]: record for record in
               json.loads((folder / f"{name}.json").read_bytes())}
    with (folder / f"{name}.csv").open(newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    equal(f"{name}: the table has the columns described, and the records of the JSON",
          (list(reader.fieldnames or []), [row["id"] for row in rows]), (list(types), list(records)))
    different, leaves = [], 0
    for row in rows:
        record = records[row["id"]]
        for column, text in row.items():
            if column in ["record_version", "recorded"]:
                continue
            value = at(record, column.split("."))
            leaves += value is not None
            if cell(text, types[column], value) != value:
                different.append((row["id"], column, text, value))
    check(f"{name}: {leaves} filled cells say what the JSON says", not different, different[:3])
    covered = {column for column in types}
    missing = {path for record in records.values() for path in leafs(record)
               if not any(path == column or path.startswith(column + ".") for column in covered)}
    equal(f"{name}: nothing of the JSON is without a column", sorted(missing), [])
    wrong = [row["recorded"] for row in rows
             if not re.fullmatch(r"\d{4}-\d\d-\d\d", row["recorded"])]
    wrong += [(column, text) for row in rows for column, text in row.items()
              if column.split(".")[-1] in DATES and text and not EDTF.fullmatch(text)]
    equal(f"{name}: dates are ISO 8601 or EDTF", wrong, [])


def leafs(value: Any, path: str = "") -> list[str]:
    if not isinstance(value, dict):
        return [path]
    return [leaf for name, member in value.items()
            for leaf in leafs(member, f"{path}.{name}" if path else name)]


def bytes_described(folder: pathlib.Path, descriptor: dict[str, Any]) -> None:
    for resource in descriptor["resources"]:
        data = (folder / resource["path"]).read_bytes()
        if (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") != (
                resource["bytes"], resource["hash"]):
            check(f"{resource['path']} is as long and has the digest that is said", False)
    # Findings of lockstep and cases have a table also where there are none.
    equal("every kind has a table, its description and JSON",
          len(descriptor["resources"]), 2 * len([*KINDS, "lockstep", "case"]))
    raw = b"".join(file.read_bytes() for file in folder.glob("*.csv"))
    check("tables are UTF-8 without a mark, lines end with LF",
          b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf") and raw.decode())


def spoilt(folder: pathlib.Path, scratch: pathlib.Path) -> None:
    """The judges must be able to refuse."""
    for judge in [package, tables]:
        for name, column, value in [
                ("events", "kind", "explosion"), ("figures", "value", "many"),
                ("proceedings", "person", "nobody"), ("figures", "series", ""),
                ("sources", "recorded", "yesterday"), ("places", "id", "viet-nam")]:
            if judge is tables and column in ["kind", "person"]:
                continue  # its metadata has neither lists of codes nor references
            copy = scratch / f"{judge.__name__}-{name}-{column}"
            shutil.copytree(folder, copy)
            with (copy / f"{name}.csv").open(newline="") as file:
                rows = list(csv.reader(file))
            rows[1][rows[0].index(column)] = value
            # What is in the file is judged here, not its digest.
            descriptor = json.loads((copy / "datapackage.json").read_bytes())
            for resource in descriptor["resources"]:
                del resource["hash"], resource["bytes"]
            (copy / "datapackage.json").write_text(json.dumps(descriptor))
            with (copy / f"{name}.csv").open("w", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)
            check(f"{judge.__name__} refuses {name} with {column} {value!r}", judge(copy))


if __name__ == "__main__":
    data = pathlib.Path(sys.argv[3]) / "data"
    described = json.loads((data / "datapackage.json").read_bytes())
    equal("frictionless accepts the data package", package(data), "")
    equal("csvw accepts the tables", tables(data), "")
    bytes_described(data, described)
    for one in described["resources"]:
        if one["format"] == "csv":
            round_trip(data, one)
    with work() as place_:
        spoilt(data, place_)
    finish()
