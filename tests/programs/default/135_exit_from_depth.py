"""Searches a tree and stops the whole program with exit code 7 from deep inside, running finally blocks."""
from contextlib import ExitStack

TREE = {"name": "root", "children": [{"name": "a", "children": [{"name": "a1", "children": []}]}, {"name": "b", "children": [{"name": "b1", "children": [{"name": "goal", "children": []}]}, {"name": "b2", "children": []}]}]}
visited = []


def search(node, depth=0):
    visited.append(node["name"])
    try:
        print("  " * depth + "enter", node["name"])
        if node["name"] == "goal":
            print("  " * depth + "found after", len(visited), "nodes")
            raise SystemExit(len(visited))
        for child in node["children"]:
            search(child, depth + 1)
    except Exception:
        print("SystemExit is not an Exception, so this is never printed")
    finally:
        print("  " * depth + "leave", node["name"])


with ExitStack() as stack:
    stack.callback(print, "stack unwound")
    visited.append("start")
    search(TREE)
print("never reached")
