"""Depth-first walk of a ring of links without a visited set: ends in an uncaught RecursionError."""
LINKS = {"a": ["b"], "b": ["c"], "c": ["d"], "d": ["a"]}


def depth(node):
    return 1 + max((depth(n) for n in LINKS[node]), default=0)


def simple(node, seen=()):
    if node in seen:
        return len(seen)
    return max(simple(n, (*seen, node)) for n in LINKS[node])


def forever(n):
    return forever(n + 1) + 1


print("with a visited set:", simple("a"))
try:
    depth("a")
except RecursionError as e:
    print("generator version:", type(e).__name__)
print("plain version follows")
forever(0)
