"""igraph's measures of the network that `Kindred.Bench measures FOLDER` wrote. Debian: python3-igraph. python3 measures.py FOLDER"""
import pathlib
import sys
import time

import igraph


def best(name, measure, say):
    seconds, found = 1e9, None
    for _ in range(3):
        begun = time.perf_counter()
        found = measure()
        seconds = min(seconds, time.perf_counter() - begun)
    print(f"igraph {igraph.__version__} {name}: {seconds:.3f} s, {say(found)}")
    return found


pairs = [tuple(map(int, line.split())) for line in pathlib.Path(sys.argv[1], "participation.txt").read_text().splitlines()]
actors = 20_000
events = 100_000
parts = igraph.Graph(n=actors + events, edges=[(actor, actors + event) for actor, event in pairs])
types = [False] * actors + [True] * events
graph = best("projection", lambda: parts.bipartite_projection(types=types, multiplicity=True, which=0), lambda one: one.ecount())
best("components", lambda: graph.connected_components(), len)
best("cores", lambda: graph.coreness(), max)
best("pagerank", lambda: graph.pagerank(weights="weight"), max)
for run in range(10):
    best(f"leiden, run {run}", lambda: graph.community_leiden("modularity", weights="weight", n_iterations=2), lambda one: graph.modularity(one, weights="weight"))
