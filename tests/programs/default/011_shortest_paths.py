"""Dijkstra, Bellman-Ford and Floyd-Warshall on one road map; all three must agree."""
import heapq
import math
from collections import defaultdict

ROADS = [("Ashford", "Bree", 7), ("Ashford", "Carrow", 9), ("Ashford", "Fenn", 14), ("Bree", "Carrow", 10),
         ("Bree", "Dale", 15), ("Carrow", "Dale", 11), ("Carrow", "Fenn", 2), ("Dale", "Elm", 6),
         ("Elm", "Fenn", 9), ("Grove", "Hythe", 3)]

graph = defaultdict(dict)
for a, b, km in ROADS:
    graph[a][b] = graph[b][a] = km
nodes = sorted(graph)


def dijkstra(start):
    dist, prev, heap = {start: 0}, {}, [(0, start)]
    while heap:
        d, node = heapq.heappop(heap)
        if d > dist[node]:
            continue
        for other, km in graph[node].items():
            if d + km < dist.get(other, math.inf):
                dist[other], prev[other] = d + km, node
                heapq.heappush(heap, (d + km, other))
    return dist, prev


def bellman_ford(start):
    dist = {n: math.inf for n in nodes} | {start: 0}
    for _ in nodes:
        for a in nodes:
            for b, km in graph[a].items():
                dist[b] = min(dist[b], dist[a] + km)
    return dist


def floyd():
    d = {a: {b: 0 if a == b else graph[a].get(b, math.inf) for b in nodes} for a in nodes}
    for k in nodes:
        for i in nodes:
            for j in nodes:
                d[i][j] = min(d[i][j], d[i][k] + d[k][j])
    return d


def route(prev, end):
    path = [end]
    while path[-1] in prev:
        path.append(prev[path[-1]])
    return path[::-1]


everything = floyd()
for start in nodes:
    dist, _ = dijkstra(start)
    same = bellman_ford(start) == everything[start] == {n: dist.get(n, math.inf) for n in nodes}
    print(f"{start:8}", " ".join(f"{everything[start][n]:>4}" for n in nodes), "" if same else "MISMATCH")

dist, prev = dijkstra("Ashford")
for end in nodes:
    if end in dist:
        print(f"Ashford to {end}: {dist[end]} via {' > '.join(route(prev, end))}")
    else:
        print(f"Ashford to {end}: unreachable")
finite = [v for row in everything.values() for v in row.values() if v < math.inf]
print("diameter of the reachable part:", max(finite))
