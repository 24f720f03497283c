"""MaxMind's reader and libloc's own program are asked about the same addresses as `haidang networks`.

The MaxMind DB files are made here from seeds by another project's writer, in every record size and tree.

usage: tables.py HAIDANG
"""

from __future__ import annotations

import ipaddress
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile

import maxminddb
from mmdb_writer import MMDBWriter
from netaddr import IPSet

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "edition"))
from judge import check, equal, finish, run, skip  # noqa: E402

COUNTRIES = ["VN", "US", "DE", "JP", "BR"]
ASKED = 400


def said(haidang: str, table: pathlib.Path, addresses: list[str]) -> dict[str, tuple]:
    """Prefix, number, country and name that haidang reads for each address."""
    found: dict[str, tuple] = {}
    for start in range(0, len(addresses), ASKED):
        part = addresses[start:start + ASKED]
        answer = run(haidang, "networks", "--networks", table, "--json", "--", *part)
        check(f"{table.name} is read", answer.returncode == 0, answer.stderr)
        rows = json.loads(answer.stdout or "[]")
        found |= {asked: (row["prefix"], row["network"], row["country"])
                  for asked, row in zip(part, rows)}
    return found


def prefixes(chance: random.Random, version: int, count: int) -> list[str]:
    """Prefixes that nest and touch, without two that are equal."""
    bits = 32 if version == 4 else 128
    made = set()
    while len(made) < count:
        length = chance.randint(8, 28) if version == 4 else chance.randint(19, 64)
        base = chance.getrandbits(10) << (bits - 10) | chance.getrandbits(bits - 10)
        if version == 6:
            base = 0b001 << 125 | base >> 3
        made.add(str(ipaddress.ip_network((base >> (bits - length) << (bits - length), length))))
    return sorted(made, key=lambda text: ipaddress.ip_network(text).prefixlen)


RECORDS = {
    "MaxMind": lambda number, country: {
        "autonomous_system_number": number, "autonomous_system_organization": f"Network {number}",
        "country": {"iso_code": country, "names": {"en": "A country", "ja": "国"}},
        "location": {"latitude": 1.5, "accuracy_radius": 5}, "is_anycast": True},
    "IPinfo": lambda number, country: {
        "asn": f"AS{number}", "as_name": f"Network {number}", "country": "A whole name",
        "country_code": country},
}


def maxmind(haidang: str, folder: pathlib.Path) -> None:
    for seed, (maker, size, tree) in enumerate(
            (maker, size, tree) for maker in RECORDS for size in (24, 28, 32) for tree in (4, 6)):
        chance = random.Random(seed)
        writer = MMDBWriter(ip_version=tree, ipv4_compatible=tree == 6, database_type=maker,
                            int_type="u32")
        wanted = prefixes(chance, 4, 400) + (prefixes(chance, 6, 400) if tree == 6 else [])
        for text in wanted:
            record = RECORDS[maker](chance.randint(1, 4_200_000_000), chance.choice(COUNTRIES))
            writer.insert_network(IPSet([text]), record)
        path = folder / f"{maker}-{size}-v{tree}.mmdb"
        # The writer takes the smallest size that fits; a larger one is asked of it here.
        writer.to_db_file(str(path))
        if size != 24:
            widen(path, size)
        addresses = [str(ipaddress.ip_network(text)[0]) for text in wanted]
        addresses += [str(ipaddress.ip_network(text)[-1]) for text in wanted]
        addresses += [str(ipaddress.IPv4Address(chance.getrandbits(32))) for _ in range(200)]
        found = said(haidang, path, addresses)
        differing = []
        with maxminddb.open_database(str(path)) as database:
            check(f"{path.name}: records have {size} bits",
                  database.metadata().record_size == size, database.metadata())
            for address in addresses:
                record, length = database.get_with_prefix_len(address)
                expected = (None, None, None)
                if record:
                    if ":" not in address and tree == 6 and length > 32:
                        length -= 96
                    network = ipaddress.ip_network((address, length), strict=False)
                    number = record.get("autonomous_system_number") or record["asn"].strip("AS")
                    country = record.get("country_code") or record["country"]["iso_code"]
                    expected = (str(network), f"AS{number}", country)
                if found.get(address) != expected:
                    differing.append((address, found.get(address), expected))
        equal(f"{path.name}: {len(addresses)} addresses as MaxMind's reader has them", differing, [])


def widen(path: pathlib.Path, size: int) -> None:
    """Writes a file of 24-bit records again with larger ones (MaxMind DB specification, "Node Layout")."""
    data = path.read_bytes()
    marker = b"\xab\xcd\xefMaxMind.com"
    end = data.rindex(marker)
    with maxminddb.open_database(str(path)) as database:
        meta = database.metadata()
    step = meta.record_size * 2 // 8
    out = bytearray()
    for node in range(meta.node_count):
        raw = data[node * step:(node + 1) * step]
        if meta.record_size == 24:
            left, right = int.from_bytes(raw[:3], "big"), int.from_bytes(raw[3:], "big")
        elif meta.record_size == 28:
            left = (raw[3] >> 4) << 24 | int.from_bytes(raw[:3], "big")
            right = (raw[3] & 15) << 24 | int.from_bytes(raw[4:], "big")
        else:
            left, right = int.from_bytes(raw[:4], "big"), int.from_bytes(raw[4:], "big")
        if size == 32:
            out += left.to_bytes(4, "big") + right.to_bytes(4, "big")
        else:
            out += (left & 0xFFFFFF).to_bytes(3, "big")
            out += bytes([(left >> 24) << 4 | right >> 24])
            out += (right & 0xFFFFFF).to_bytes(3, "big")
    out += data[meta.node_count * step:end]
    tail = data[end:]
    key = b"Krecord_size"
    place = tail.index(key) + len(key)
    # The value is a whole number of one byte: its head keeps kind and length.
    width = tail[place] & 31
    head = 1 if tail[place] >> 5 else 2
    tail = (tail[:place + head] + size.to_bytes(width, "big") + tail[place + head + width:])
    path.write_bytes(bytes(out) + tail)


def location(haidang: str, folder: pathlib.Path) -> None:
    if not shutil.which("location"):
        skip("location dump", "the packages location and libloc-database are not installed")
        return
    table = folder / "location.txt"
    dumped = run("location", "dump", table)
    if not check("location dumps its database", dumped.returncode == 0, dumped.stderr):
        return
    chance = random.Random(1)
    nets = [line.split()[1] for line in table.open(encoding="utf-8") if line.startswith("net:")]
    addresses = [str(ipaddress.IPv4Address(chance.getrandbits(32))) for _ in range(400)]
    for text in chance.sample(nets, 800):
        network = ipaddress.ip_network(text)
        addresses.append(str(network[chance.randrange(network.num_addresses)]))
    found = said(haidang, table, addresses)
    # libloc's program gives up at the first address that it does not know, now and then: those are asked
    # alone.
    strangers = [address for address in addresses if found.get(address, ("",))[0] is None]
    addresses = [address for address in addresses if address not in strangers]
    unknown = [address for address in strangers[:25]
               if "Network" in run("location", "lookup", address).stdout]
    equal("what haidang does not know location lookup does not know", unknown, [])
    asked = run("location", "lookup", *addresses)
    expected: dict[str, tuple] = {address: (None, None) for address in addresses}
    current = ""
    for line in asked.stdout.splitlines():
        if not line.startswith(" "):
            current = line.removesuffix(":")
        elif match := re.match(r"\s+Network\s+: (\S+)", line):
            expected[current] = (match[1], None)
        elif match := re.match(r"\s+Autonomous System\s+: (AS\d+)", line):
            expected[current] = (expected[current][0], match[1])
    known = sum(1 for value in expected.values() if value[0])
    check("location lookup knows most of them", known > 1000, known)
    differing = [(address, found.get(address), expected[address]) for address in addresses
                 if found.get(address, ())[:2] != expected[address]]
    equal(f"location dump: {len(addresses)} addresses as location lookup has them", differing, [])


def main() -> None:
    haidang = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        maxmind(haidang, pathlib.Path(folder))
        location(haidang, pathlib.Path(folder))
    finish()


main()
