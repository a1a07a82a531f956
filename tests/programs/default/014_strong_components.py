"""Tarjan's strongly connected components and a 2-SAT solver built on them."""


def tarjan(graph):
    index, low, stack, on_stack, out = {}, {}, [], set(), []

    def connect(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        on_stack.add(v)
        for w in graph.get(v, ()):
            if w not in index:
                connect(w)
                low[v] = min(low[v], low[w])
            elif w in on_stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            component = []
            while True:
                w = stack.pop()
                on_stack.discard(w)
                component.append(w)
                if w == v:
                    break
            out.append(sorted(component))

    for v in graph:
        if v not in index:
            connect(v)
    return out


def two_sat(clauses, names):
    """Literals are +i / -i; returns an assignment or None."""
    graph = {s * i: [] for i in range(1, len(names) + 1) for s in (1, -1)}
    for a, b in clauses:
        graph[-a].append(b)
        graph[-b].append(a)
    rank = {}
    for order, component in enumerate(tarjan(graph)):
        for v in component:
            rank[v] = order
    if any(rank[i] == rank[-i] for i in range(1, len(names) + 1)):
        return None
    return {name: rank[i] < rank[-i] for i, name in enumerate(names, 1)}


LINKS = {"home": ["blog", "shop"], "blog": ["post1", "post2"], "post1": ["blog"], "post2": ["post3"],
         "post3": ["blog"], "shop": ["cart"], "cart": ["pay", "shop"], "pay": ["thanks"], "thanks": []}
for component in tarjan(LINKS):
    kind = "cycle" if len(component) > 1 else "single"
    print(f"{kind:6} {component}")

NAMES = ["ann", "bob", "cid", "dee"]
CLAUSES = [(1, 2), (-1, 3), (-2, -3), (4, -1), (-4, 2)]
answer = two_sat(CLAUSES, NAMES)
print("guests:", answer)
for a, b in CLAUSES:
    holds = any(answer[NAMES[abs(x) - 1]] == (x > 0) for x in (a, b))
    print("  ", a, "or", b, "->", holds)
print("contradictory party:", two_sat([(1, 1), (-1, 2), (-2, -1)], ["x", "y"]))
