"""What the schema of GEXF 1.3 demands, told again: which elements and attributes stand where, of which type.

Source: github.com/gephi/gexf, folder 1.3, gexf.rnc and dynamics.rnc; viz from specs/1.3/viz.xsd.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
DATE_TIME = r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"
DOUBLE = r"[+-]?(\d+(\.\d*)?|\.\d+)([Ee][+-]?\d+)?|-?INF|NaN"
# xsd:token as data that nobody collapses: no white space but single spaces inside.
TOKEN = r"(\S+( \S+)*)?"
ANY = r"(?s:.*)"
CHANNEL = r"\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]"
EDGE_TYPE = "directed|undirected|mutual"
ATTRIBUTE_TYPE = ("integer|long|double|float|boolean|bigdecimal|biginteger|byte|char|short|string|anyURI"
                  "|list(string|boolean|integer|long|float|double|byte|short|bigdecimal|biginteger|char)")
TIMES = {"start": DATE_TIME, "end": DATE_TIME}

# Per element: attributes that must be there, those that may, and the children with how often they may come.
# Children must come in this order, which the schema demands of some and allows for the others.
RULES = {
    GEXF + "gexf": ({"version": r"1\.3"}, {"variant": ANY}, [("meta", 0, 1), ("graph", 1, 1)]),
    GEXF + "meta": ({}, {"lastmodifieddate": r"\d{4}-\d\d-\d\d"},
                    [("creator", 0, 1), ("keywords", 0, 1), ("description", 0, 1)]),
    GEXF + "creator": ({}, {}, []),
    GEXF + "graph": ({}, TIMES | {
        "defaultedgetype": EDGE_TYPE, "idtype": "integer|string", "mode": "static|dynamic|slice",
        "timeformat": "integer|double|date|dateTime", "timerepresentation": "interval|timestamp", "timezone": TOKEN,
    }, [("attributes", 0, None), ("nodes", 1, 1), ("edges", 1, 1)]),
    GEXF + "attributes": ({"class": "node|edge"}, {"mode": "static|dynamic"}, [("attribute", 0, None)]),
    GEXF + "attribute": ({"id": ANY, "title": ANY, "type": ATTRIBUTE_TYPE}, {}, [("default", 0, 1), ("options", 0, 1)]),
    GEXF + "nodes": ({}, {"count": r"\d+"}, [("node", 0, None)]),
    GEXF + "edges": ({}, {"count": r"\d+"}, [("edge", 0, None)]),
    GEXF + "node": ({"id": ANY}, TIMES | {"label": TOKEN}, [("attvalues", 0, 1), (VIZ + "color", 0, 1)]),
    GEXF + "edge": ({"source": ANY, "target": ANY}, TIMES | {
        "id": ANY, "type": EDGE_TYPE, "label": TOKEN, "weight": DOUBLE, "kind": TOKEN,
    }, [("attvalues", 0, 1), (VIZ + "color", 0, 1)]),
    GEXF + "attvalues": ({}, {}, [("attvalue", 0, None)]),
    GEXF + "attvalue": ({"for": ANY, "value": ANY}, TIMES, []),
    VIZ + "color": ({"r": CHANNEL, "g": CHANNEL, "b": CHANNEL}, {"a": DOUBLE}, []),
}
VALUES = {"string": ANY, "long": r"-?\d+", "double": DOUBLE, "boolean": "true|false"}
TEXTS = {GEXF + "creator"}
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def faults_of_element(element: ElementTree.Element) -> list[str]:
    if element.tag not in RULES:
        return [f"{element.tag} is not known"]
    must, may, children = RULES[element.tag]
    faults = [f"{element.tag} lacks {name}" for name in must if name not in element.attrib]
    for name, value in element.attrib.items():
        pattern = (must | may).get(name)
        if name == LOCATION:
            continue
        if pattern is None or not re.fullmatch(pattern, value):
            faults.append(f"{element.tag} {name}={value!r}")
    if element.tag not in TEXTS and (element.text or "").strip():
        faults.append(f"{element.tag} has text")
    order = [name if name.startswith("{") else GEXF + name for name, _, _ in children]
    found = [child.tag for child in element]
    if found != sorted(found, key=lambda tag: order.index(tag) if tag in order else -1):
        faults.append(f"{element.tag} has {found[:5]}")
    for tag, (_, least, most) in zip(order, children):
        if found.count(tag) < least or (most is not None and found.count(tag) > most):
            faults.append(f"{element.tag} has {found.count(tag)} of {tag}")
    return faults


def faults_of_meaning(graph: ElementTree.Element) -> list[str]:
    """What no grammar says: references, uniqueness, counts, times."""
    faults = []
    declared = {kind: {attribute.get("id"): attribute.get("type")
                       for attributes in graph.findall(GEXF + "attributes") if attributes.get("class") == kind
                       for attribute in attributes} for kind in ["node", "edge"]}
    nodes, edges = list(graph.find(GEXF + "nodes")), list(graph.find(GEXF + "edges"))
    spans = {node.get("id"): (node.get("start"), node.get("end")) for node in nodes}
    if len(spans) != len(nodes):
        faults.append("two nodes have one id")
    if len({edge.get("id") for edge in edges}) != len(edges):
        faults.append("two edges have one id")
    for kind, elements in [("node", nodes), ("edge", edges)]:
        if graph.find(GEXF + kind + "s").get("count") != str(len(elements)):
            faults.append(f"the count of {kind}s is wrong")
        for element in elements:
            if not element.get("start") <= element.get("end"):
                faults.append("an end before its start")
            values = list(element.find(GEXF + "attvalues"))
            if len({value.get("for") for value in values}) != len(values):
                faults.append("an attribute has two values")
            for value in values:
                wanted = VALUES.get(declared[kind].get(value.get("for")), r"(?!)")
                if not re.fullmatch(wanted, value.get("value")):
                    faults.append(f"{kind} {value.attrib}")
    for edge in edges:
        for end in ["source", "target"]:
            start, last = spans.get(edge.get(end), ("~", ""))
            if not (start <= edge.get("start") and edge.get("end") <= last):
                faults.append(f"the edge {edge.attrib} is there without its node")
    return faults


def faults(text: bytes) -> list[str]:
    """All that the schema would not have."""
    root = ElementTree.fromstring(text)
    if root.tag != GEXF + "gexf":
        return [f"the root is {root.tag}"]
    return [fault for element in root.iter() for fault in faults_of_element(element)] + faults_of_meaning(
        root.find(GEXF + "graph"))
