"""networkx, igraph, pydot and a check of GEXF's structure read what `bench graphs` writes of made-up findings.

What they read is compared with the tables that we write and with the findings themselves.

usage: graphs.py BENCH
"""

from __future__ import annotations

import collections
import csv
import io
import json
import pathlib
import re
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree

import igraph
import networkx
import pydot

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "graphs"), str(HERE / "edition")]
import made_up  # noqa: E402
import structure  # noqa: E402
from judge import check, equal, finish, run  # noqa: E402

NMTOKEN = re.compile(r"[\w.:-]+")
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def table(path: pathlib.Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def ends(one: object, other: object) -> tuple:
    return tuple(sorted([one, other]))


def weights(graph: networkx.Graph, names: dict | None = None) -> dict[tuple, float]:
    return {ends(names[one] if names else one, names[other] if names else other): data["weight"]
            for one, other, data in graph.edges(data=True)}


class Judge:
    def __init__(self, folder: pathlib.Path, findings: list[dict]) -> None:
        self.folder = folder
        self.findings = findings
        self.nodes = table(folder / "nodes.csv")
        self.edges = table(folder / "edges.csv")
        self.ids = [row["Id"] for row in self.nodes]
        self.weights = {ends(row["Source"], row["Target"]): float(row["Weight"]) for row in self.edges}

    def tables(self) -> None:
        """The tables against the findings: which accounts, which pairs, whose numbers."""
        head = (self.folder / "nodes.csv").read_text("utf-8").split("\n")[0]
        check("nodes.csv has Gephi's headings", head.startswith("Id,Label,timeset,"), head)
        head = (self.folder / "edges.csv").read_text("utf-8").split("\n")[0]
        check("edges.csv has Gephi's headings", head.startswith("Source,Target,Type,Weight,timeset,"), head)
        accounts = dict.fromkeys(a["account"] for finding in self.findings for a in finding["accounts"])
        equal("each account is one node", len(self.ids), len(accounts))
        equal("ids are unique", len(set(self.ids)), len(self.ids))
        check("ids are plain and on one line", all(
            name and name == " ".join(name.split()) and not any(unicodedata.category(c) == "Cc" for c in name)
            for name in self.ids), self.ids)
        # Accounts come in the order of findings: the n-th name has the n-th id.
        self.id_of = dict(zip(accounts, self.ids))
        order = ["thin", "audience", "medium", "high"]
        home: dict[str, tuple] = {}
        for finding in self.findings:
            for account in finding["accounts"]:
                known = home.get(account["account"])
                if known is None or order.index(finding["level"]) > order.index(known[0]["level"]):
                    home[account["account"]] = (finding, account)
        equal("accounts have the numbers of their strongest finding", [
            (row["finding"], row["level"], row["role"], int(row["raid_objects"]), number(row["expected"]))
            for row in self.nodes], [
            (finding["name"], finding["level"], account["role"], account["raids"], account["expected"])
            for finding, account in (home[name] for name in accounts)])
        best: dict[tuple, dict] = {}
        spans = collections.defaultdict(list)
        for finding in self.findings:
            for pair in finding["pairs"]:
                key = ends(self.id_of[pair["source"]], self.id_of[pair["target"]])
                spans[key] += [pair["first"], pair["last"]]
                if key not in best or pair["co_actions"] > best[key]["co_actions"]:
                    best[key] = pair
        equal("an edge for each pair, with the greatest weight", self.weights,
              {key: pair["co_actions"] for key, pair in best.items()})
        rows = {ends(row["Source"], row["Target"]): row for row in self.edges}
        equal("edges have the numbers of that pair", {
            key: (row["Source"], number(row["expected"]), number(row["p_log10"]), number(row["median_gap_s"]))
            for key, row in rows.items()}, {
            key: (self.id_of[pair["source"]], pair["expected"], pair["p_log10"], pair["median_gap_seconds"])
            for key, pair in best.items()})
        equal("edges span all that was told of them", {key: (row["first"], row["last"]) for key, row in rows.items()},
              {key: (min(all_of), max(all_of)) for key, all_of in spans.items()})
        check("an interval is what Gephi reads", all(
            re.fullmatch(rf"<\[{structure.DATE_TIME}, {structure.DATE_TIME}\]>", row["timeset"])
            for row in self.nodes + self.edges))
        evidence = table(self.folder / "evidence.csv")
        equal("evidence has each action", sorted(
            (row["finding"], unguarded(row["pseudonym"]), unguarded(row["action"]), row["timestamp"],
             unguarded(row["target"]), row["kind"], unguarded(row["owner"]), row["visit"]) for row in evidence), sorted(
            (finding["name"], action["account"], action.get("action", ""), action["at"], target["target"],
             target["kind"], target["owner"] or "", str(target["visit"]))
            for finding in self.findings for target in finding["targets"] for action in target["actions"]))

    def same(self, name: str, graph: networkx.Graph, names: dict | None = None) -> None:
        equal(f"{name}: nodes", sorted(names.values() if names else graph.nodes), sorted(self.ids))
        equal(f"{name}: edges and weights", weights(graph, names), self.weights)
        check(f"{name}: one edge for each pair", len(graph.edges) == len(self.edges) and not graph.is_directed())

    def attributes(self, name: str, graph: networkx.Graph, key: str | None = None) -> None:
        """Attributes of nodes and edges, as the tables have them; those without a value are not there."""
        rows = {row["Id"]: row for row in self.nodes}
        names = {node: data[key] if key else node for node, data in graph.nodes(data=True)}
        wrong = [(names[node], column, data.get(column), rows[names[node]][column])
                 for node, data in graph.nodes(data=True) for column in list(self.nodes[0])[3:]
                 if told(data.get(column)) != told(rows[names[node]][column])]
        rows = {ends(row["Source"], row["Target"]): row for row in self.edges}
        wrong += [(one, other, column, data.get(column))
                  for one, other, data in graph.edges(data=True) for column in list(self.edges[0])[5:]
                  if told(data.get(column)) != told(rows[ends(names[one], names[other])][column])]
        check(f"{name}: attributes", not wrong, wrong[:5])

    def edge_list(self) -> None:
        with open(self.folder / "edges.tsv", "rb") as file:
            graph = networkx.read_edgelist(file, comments=None, delimiter="\t", data=[("weight", float)])
        equal("edge list: edges and weights", weights(graph), self.weights)

    def node_link(self) -> None:
        text = (self.folder / "graph.json").read_bytes()
        graph = networkx.node_link_graph(json.loads(text), edges="links")
        self.same("node-link", graph)
        self.attributes("node-link", graph)

    def gexf(self) -> None:
        text = (self.folder / "graph.gexf").read_bytes()
        found = structure.faults(text)
        check("GEXF: the structure of the schema", not found, found[:5])
        # networkx knows no times of day, but passes on what it takes for dates.
        graph = networkx.read_gexf(io.BytesIO(text.replace(b'timeformat="dateTime"', b'timeformat="date"')))
        self.same("GEXF", graph)
        self.attributes("GEXF", graph)
        times = {row["Id"]: tuple(row["timeset"][2:-2].split(", ")) for row in self.nodes}
        equal("GEXF: times", {node: (data["start"], data["end"]) for node, data in graph.nodes(data=True)}, times)
        colours = collections.defaultdict(set)
        for row in self.nodes:
            colours[row["finding"]].add(tuple(graph.nodes[row["Id"]]["viz"]["color"].values()))
        check("GEXF: a colour for each finding", all(len(each) == 1 for each in colours.values())
              and len(set.union(*colours.values())) == len(colours), colours)

    def graphml(self) -> None:
        text = (self.folder / "graph.graphml").read_bytes()
        self.tokens("GraphML", text)
        graph = networkx.read_graphml(io.BytesIO(text))
        names = {node: data["label"] for node, data in graph.nodes(data=True)}
        self.same("GraphML", graph, names)
        self.attributes("GraphML", graph, key="label")
        other = igraph.Graph.Read_GraphML(str(self.folder / "graph.graphml"))
        equal("GraphML read by igraph: nodes", sorted(other.vs["label"]), sorted(self.ids))
        equal("GraphML read by igraph: edges and weights", {
            ends(other.vs[edge.source]["label"], other.vs[edge.target]["label"]): edge["weight"]
            for edge in other.es}, self.weights)

    def tokens(self, name: str, text: bytes) -> None:
        """The schema of GraphML calls ids name tokens; keys are declared once and before the graph."""
        root = ElementTree.fromstring(text)
        ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
        check(f"{name}: ids are name tokens", all(NMTOKEN.fullmatch(each) for each in ids), ids[:5])
        equal(f"{name}: ids are unique", len(set(ids)), len(ids))
        equal(f"{name}: keys, then one graph", [child.tag.removeprefix(GRAPHML) for child in root],
              ["key"] * (len(root) - 1) + ["graph"])
        keys = {key.get("id"): key.get("for") for key in root.iter(GRAPHML + "key")}
        wrong = [data.get("key") for kind in ["node", "edge"] for each in root.iter(GRAPHML + kind) for data in each
                 if keys.get(data.get("key")) != kind]
        check(f"{name}: values have keys", not wrong, wrong[:5])

    def pajek(self) -> None:
        raw = (self.folder / "graph.net").read_bytes()
        check("Pajek: a mark at the start and Windows' line ends",
              raw.startswith(b"\xef\xbb\xbf*Vertices ") and raw.count(b"\n") == raw.count(b"\r\n"), raw[:40])
        lines = raw.decode("utf-8-sig").split("\r\n")[1:len(self.ids) + 1]
        equal("Pajek: numbers without gaps", [line.split(" ")[0] for line in lines],
              [str(place + 1) for place in range(len(self.ids))])
        graph = networkx.read_pajek(self.folder / "graph.net", encoding="utf-8-sig")
        names = {node: self.ids[int(data["id"]) - 1] for node, data in graph.nodes(data=True)}
        self.same("Pajek", graph, names)
        classes = (self.folder / "graph.clu").read_bytes().decode("ascii").split("\r\n")
        equal("Pajek: a class for each vertex", classes,
              [f"*Vertices {len(self.ids)}"] + [row["community"] for row in self.nodes] + [""])

    def dot(self) -> None:
        (graph,) = pydot.graph_from_dot_data((self.folder / "graph.dot").read_text("utf-8"))
        nodes = {node.get_name(): node.get_label() for node in graph.get_nodes() if node.get_name() != "node"}
        equal("DOT: nodes", sorted(nodes), sorted(f"n{place}" for place in range(len(self.ids))))
        labels = {name: label[1:-1].replace("\\\\", "\0").replace('\\"', '"').replace("&amp;", "&").replace("\0", "\\")
                  for name, label in nodes.items()}
        equal("DOT: labels", [labels[f"n{place}"] for place in range(len(self.ids))], self.ids)
        equal("DOT: edges and weights", {
            ends(labels[edge.get_source()], labels[edge.get_destination()]): float(edge.get("weight"))
            for edge in graph.get_edges()}, self.weights)

    def bipartite(self) -> None:
        path = self.folder / "accounts-targets.graphml"
        self.tokens("two parts", path.read_bytes())
        graph = networkx.read_graphml(path)
        accounts = {node for node, data in graph.nodes(data=True) if data["part"] == "account"}
        check("two parts: edges go from one to the other",
              all((one in accounts) != (other in accounts) for one, other in graph.edges))
        equal("two parts: accounts", sorted(graph.nodes[node]["label"] for node in accounts), sorted(self.ids))
        wanted = collections.defaultdict(set)
        for finding in self.findings:
            for target in finding["targets"]:
                for action in target["actions"]:
                    wanted[self.id_of[action["account"]], target["target"]].add((target["kind"], action["at"]))
        names = list(dict.fromkeys(t["target"] for finding in self.findings for t in finding["targets"]))
        name = {node: data["label"] if node in accounts else names[int(node[1:])]
                for node, data in graph.nodes(data=True)}
        equal("two parts: edges and weights", {
            (name[one], name[other]) if one in accounts else (name[other], name[one]): data["weight"]
            for one, other, data in graph.edges(data=True)}, {key: len(each) for key, each in wanted.items()})
        other = igraph.Graph.Read_GraphML(str(path))
        check("two parts: igraph knows them", other.is_bipartite() and other.vs["type"] == [
            part == "target" for part in other.vs["part"]])


def number(text: str) -> float | None:
    return float(text) if text else None


def told(value: object) -> object:
    """A value as a table has it: readers give missing values as nothing, as an empty text or not at all."""
    if value is None or value == "":
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def unguarded(text: str) -> str:
    """The field without the apostrophe that keeps spreadsheet programs from running it."""
    return text[1:] if re.match(r"'+[=+\-@\t\r]", text) else text


def same_findings(name: str, found: list, wanted: list) -> None:
    """Equal as JSON, whole numbers being numbers; ours leaves no member out and adds none."""
    equal(name, json.loads(json.dumps(found), parse_int=float), json.loads(json.dumps(wanted), parse_int=float))


def main() -> None:
    bench = sys.argv[1]
    with tempfile.TemporaryDirectory() as place:
        for seed in [1, 2, 3]:
            print(f"-- seed {seed}")
            folder = pathlib.Path(place) / str(seed)
            folder.mkdir()
            findings = made_up.findings(seed)
            file = pathlib.Path(place) / f"{seed}.jsonl"
            file.write_text("".join(json.dumps(finding) + "\n" for finding in findings), "utf-8")
            answer = run(bench, "graphs", file, folder)
            if not check("findings are read and written", answer.returncode == 0, answer.stderr):
                continue
            again = [json.loads(line) for line in (folder / "findings.jsonl").read_bytes().splitlines()]
            same_findings("findings are the same when written again", again, findings)
            judge = Judge(folder, findings)
            for part in [judge.tables, judge.edge_list, judge.node_link, judge.gexf, judge.graphml, judge.pajek,
                         judge.dot, judge.bipartite]:
                try:
                    part()
                except Exception as error:  # noqa: BLE001 - a reader that gives up is a verdict too
                    check(f"{part.__name__} is read", False, repr(error))
            before = {path.name: path.read_bytes() for path in folder.iterdir()}
            run(bench, "graphs", folder / "findings.jsonl", folder)
            equal("the same bytes from what was written", {path.name: path.read_bytes() for path in folder.iterdir()}
                  == before, True)
        broken = pathlib.Path(place) / "broken.jsonl"
        findings[0]["pairs"][0]["source"] = "nobody"
        broken.write_text(json.dumps(findings[0]), "utf-8")
        answer = run(bench, "graphs", broken, place)
        check("a fault is told with its place", answer.returncode != 0
              and "line 1: pairs[0].source" in answer.stderr, answer.stderr)
    finish()


main()
