"""leidenalg looks for communities in the same graphs as `bench communities`, and igraph measures both.

Modularity has many maxima that are nearly equal, so communities themselves cannot be compared. One seed
differs from another by up to some percent where nothing is to be found, in either program: the means of
several seeds are compared. Both have the same number of rounds.

usage: leiden.py BENCH
"""

from __future__ import annotations

import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

import igraph
import leidenalg

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "edition"))
from judge import check, finish  # noqa: E402

GRAPHS = 30
SEEDS, ROUNDS = 5, 5
# The share that is allowed for one graph, and for all together.
ONE, ALL = 0.99, 0.998

Edge = tuple[int, int, float]


def planted(chance: random.Random, nodes: int, edges: int) -> list[Edge]:
    """Communities of unlike size with weights, their nodes in no order."""
    names = chance.sample(range(nodes), nodes)
    size, inside = chance.choice([10, 25, 60]), chance.uniform(0.4, 0.9)
    made = []
    for _ in range(edges):
        one = chance.randrange(nodes)
        other = chance.randrange(nodes)
        if chance.random() < inside:
            other = min(nodes - 1, one - one % size + chance.randrange(size))
        made.append((names[one], names[other], chance.uniform(0.5, 4)))
    return made


def power(chance: random.Random, nodes: int, edges: int) -> list[Edge]:
    """Degrees with a heavy tail: nodes join those that have many edges already (Barabási, Albert)."""
    ends = [0]
    made = []
    for node in range(1, nodes):
        for _ in range(max(1, edges // nodes)):
            other = chance.choice(ends)
            made.append((node, other, 1.0))
            ends += [node, other]
    return made


def blind(chance: random.Random, nodes: int, edges: int) -> list[Edge]:
    """Edges between any nodes, loops and parallel ones among them."""
    return [(chance.randrange(nodes), chance.randrange(nodes), 1.0) for _ in range(edges)]


def ours(bench: str, file: pathlib.Path, nodes: int, resolution: float, seed: int) -> list[int]:
    done = subprocess.run(
        [bench, "communities", file, "--nodes", str(nodes), "--resolution", str(resolution),
         "--seed", str(seed), "--iterations", str(ROUNDS)],
        capture_output=True, text=True, check=False)
    if done.returncode != 0:
        check("bench communities runs", False, done.stderr)
        finish()
    return [int(line) for line in done.stdout.split()]


def is_connected(graph: igraph.Graph, membership: list[int]) -> bool:
    clusters = igraph.VertexClustering(graph, membership)
    return all(part.is_connected() for part in clusters.subgraphs() if part.vcount())


def judge(bench: str, number: int, folder: pathlib.Path) -> float:
    """How our modularity stands to theirs on one graph."""
    chance = random.Random(7000 + number)
    kind = [planted, power, blind][number % 3]
    nodes = chance.choice([200, 500, 1500, 4000])
    # Below 1, all of a graph in which there is nothing to find is one community.
    resolution = chance.choice([0.5, 1.0, 2.0] if kind is planted else [1.0, 1.0, 1.5, 2.0])
    edges = kind(chance, nodes, nodes * chance.randint(2, 6))
    weights = [edge[2] for edge in edges]
    graph = igraph.Graph(n=nodes, edges=[edge[:2] for edge in edges])
    file = folder / f"{number}.tsv"
    file.write_text("".join(f"{one}\t{other}\t{weight!r}\n" for one, other, weight in edges))

    def quality(membership: list[int]) -> float:
        return graph.modularity(membership, weights=weights, resolution=resolution)

    found = [ours(bench, file, nodes, resolution, seed) for seed in range(1, SEEDS + 1)]
    theirs = [
        leidenalg.find_partition(
            graph, leidenalg.RBConfigurationVertexPartition, weights=weights, seed=seed,
            n_iterations=ROUNDS, resolution_parameter=resolution).membership
        for seed in range(1, SEEDS + 1)]
    mine = statistics.fmean(quality(each) for each in found)
    reference = statistics.fmean(quality(each) for each in theirs)
    name = f"{kind.__name__}, {nodes} nodes, {len(edges)} edges, resolution {resolution}"
    check(f"{name}: connected", all(is_connected(graph, each) for each in found))
    check(f"{name}: {mine:.4f} beside {reference:.4f}", mine >= ONE * reference,
          f"{mine / reference:.4f} of it")
    return mine / reference


def main() -> None:
    bench = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        shares = [judge(bench, number, pathlib.Path(folder)) for number in range(GRAPHS)]
    mean = statistics.fmean(shares)
    check(f"over all graphs {mean:.4f} of the reference, at least {min(shares):.4f}", mean >= ALL,
          mean)
    finish()


if __name__ == "__main__":
    main()
