"""igraph's layouts by forces on the graphs that `Kindred.Bench layouts FOLDER` wrote. Debian: python3-igraph. python3 layouts.py FOLDER"""
import pathlib
import random
import sys
import time

import igraph

for file in sorted(pathlib.Path(sys.argv[1]).glob("grown-*.txt"), key=lambda one: int(one.stem.split("-")[1])):
    nodes = int(file.stem.split("-")[1])
    edges = [tuple(map(int, line.split())) for line in file.read_text().splitlines()]
    graph = igraph.Graph(n=nodes, edges=edges)
    for name, options in (("fr", {"grid": "grid"}), ("drl", {})):
        for _ in range(3):
            random.seed(1)
            begun = time.perf_counter()
            places = graph.layout(name, **options).coords
            seconds = time.perf_counter() - begun
            far = lambda one, other: ((places[one][0] - places[other][0]) ** 2 + (places[one][1] - places[other][1]) ** 2) ** 0.5
            pairs = sum(far(random.randrange(nodes), random.randrange(nodes)) for _ in range(100_000)) / 100_000
            print(f"igraph {igraph.__version__} {name}, {nodes} nodes: {seconds:.3f} s, edges {sum(far(*edge) for edge in edges) / len(edges) / pairs:.3f} of the mean distance")
