#!/usr/bin/env python3
"""Writes measurements by synthetic volunteers of a place where nobody lives: measured.py FILE.

Two months, three networks, a block of one site in two of them for nine days, one site that is down
everywhere, one that turns readers away, and a site that too few measured to be shown. The same bytes
each time.
"""

import datetime
import json
import random
import sys

OWN = "45.45.45.1"
START = datetime.datetime(2026, 1, 1)
DAYS = 59
BLOCKED = (START + datetime.timedelta(days=30, hours=5), START + datetime.timedelta(days=39, hours=14))


def measurement(number, when, host, network, person, kind, country="AQ"):
    """One measurement of a page: ok, bogon, reset, down or refused."""
    answers = [{"ipv4": "10.10.10.10" if kind == "bogon" else OWN, "asn": 64500}]
    control = {
        "dns": {"failure": None, "addrs": [OWN]},
        "tcp_connect": {f"{OWN}:80": {"status": kind != "down", "failure": "connection_refused" if kind == "down" else None}},
        "http_request": {"failure": None, "status_code": 200, "body_length": 45, "title": "Penguin news of the day", "headers": {"X-Own": "1"}},
    }
    if kind == "down":
        control["http_request"] = {"failure": "connection_refused", "status_code": -1, "body_length": -1, "title": "", "headers": {}}
    request = {"request": {"url": f"http://{host}/"}, "failure": None,
               "response": {"code": 200, "body": "<title>Penguin news of the day</title> <p>Cold", "headers_list": [["X-Own", "1"]]}}
    connect = {"ip": answers[0]["ipv4"], "port": 80, "status": {"success": True, "failure": None}}
    if kind == "reset":
        request = {"request": {"url": f"http://{host}/"}, "failure": "connection_reset"}
    if kind == "refused":
        request["response"] = {"code": 403, "body": "<title>Not from here</title>", "headers_list": [["X-Own", "1"]]}
    if kind in ("down", "bogon"):
        connect["status"] = {"success": False, "failure": "connection_refused" if kind == "down" else "generic_timeout_error"}
    return {
        "test_name": "web_connectivity", "test_version": "0.5.28", "data_format_version": "0.2.0",
        "software_name": "made-up", "software_version": "1", "measurement_uid": f"made-{number:07d}",
        "input": f"http://{host}/", "probe_cc": country, "probe_asn": f"AS{network}", "probe_id": person,
        "resolver_asn": f"AS{network}", "report_id": f"made-{network}-{person}-{when:%Y%m%d}",
        "measurement_start_time": when.strftime("%Y-%m-%d %H:%M:%S"),
        "test_keys": {
            "queries": [{"engine": "getaddrinfo", "hostname": host, "query_type": "A", "failure": None, "answers": answers}],
            "tcp_connect": [connect], "requests": [] if kind in ("down", "bogon") else [request],
            "control_failure": None, "control": control,
        },
    }


def kind(host, network, when, chance):
    """What a measurement meets."""
    if host == "news.example" and network in (64496, 64497) and BLOCKED[0] <= when < BLOCKED[1]:
        return "bogon" if network == 64496 else "reset"
    if host == "closed.example":
        return "down"
    if host == "picky.example":
        return "refused"
    return "reset" if chance < 0.01 else "ok"


def main():
    draw = random.Random(20260101)
    number = 0
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        for day in range(DAYS):
            for network, people in [(64496, 14), (64497, 10), (64498, 8)]:
                for host in ["news.example", "weather.example", "library.example", "music.example", "closed.example", "picky.example"]:
                    for _ in range(6):
                        when = START + datetime.timedelta(days=day, seconds=draw.randrange(86400))
                        person = f"{network}-{draw.randrange(people)}"
                        number += 1
                        line = measurement(number, when, host, network, person, kind(host, network, when, draw.random()))
                        file.write(json.dumps(line) + "\n")
            if day % 20 == 0:
                number += 1
                line = measurement(number, START + datetime.timedelta(days=day), "rare.example", 64499, "one", "bogon", "BV")
                file.write(json.dumps(line) + "\n")
        file.write("{not a measurement\n")


if __name__ == "__main__":
    main()
