"""Structural difference between JSON documents as patch operations, applied forwards and backwards."""
import copy
import json

OLD = {"name": "kite", "size": [10, 20, 30], "tags": ["red", "light"], "spec": {"tail": {"length": 3, "knots": 7}, "line": None}, "n": 1, "gone": True}
NEW = {"name": "Kite", "size": [10, 25, 30, 40], "tags": ["light"], "spec": {"tail": {"length": 3.5, "knots": 7}, "line": {"kind": "nylon"}}, "n": 1.0, "a/b~c": [[]]}


def escape(key):
    return str(key).replace("~", "~0").replace("/", "~1")


def unescape(part):
    return part.replace("~1", "/").replace("~0", "~")


def diff(a, b, path=""):
    if type(a) is not type(b) or not isinstance(a, (dict, list)):
        if type(a) is not type(b) or a != b:
            yield {"op": "replace", "path": path, "old": a, "value": b}
    elif isinstance(a, dict):
        for k in sorted(a.keys() - b.keys()):
            yield {"op": "remove", "path": f"{path}/{escape(k)}", "old": a[k]}
        for k in sorted(a.keys() & b.keys()):
            yield from diff(a[k], b[k], f"{path}/{escape(k)}")
        for k in sorted(b.keys() - a.keys()):
            yield {"op": "add", "path": f"{path}/{escape(k)}", "value": b[k]}
    else:
        for i in range(min(len(a), len(b))):
            yield from diff(a[i], b[i], f"{path}/{i}")
        for i in range(len(a) - 1, len(b) - 1, -1):
            yield {"op": "remove", "path": f"{path}/{i}", "old": a[i]}
        for i in range(len(a), len(b)):
            yield {"op": "add", "path": f"{path}/{i}", "value": b[i]}


def locate(doc, path):
    *parents, last = map(unescape, path.split("/")[1:])
    for p in parents:
        doc = doc[int(p)] if isinstance(doc, list) else doc[p]
    return doc, int(last) if isinstance(doc, list) else last


def apply(doc, patch):
    doc = copy.deepcopy(doc)
    for op in patch:
        target, key = locate(doc, op["path"])
        match op["op"]:
            case "add" if isinstance(target, list):
                target.insert(key, op["value"])
            case "add" | "replace":
                target[key] = op["value"]
            case "remove":
                del target[key]
            case "test":
                if target[key] != op["value"]:
                    raise ValueError(f"test failed at {op['path']}")
            case other:
                raise ValueError(f"unknown operation {other!r}")
    return doc


def inverse(patch):
    swap = {"add": "remove", "remove": "add", "replace": "replace"}
    for op in reversed(patch):
        out = {"op": swap[op["op"]], "path": op["path"]}
        if "old" in op:
            out["value"] = op["old"]
        yield out


def merge(base, change):
    if not isinstance(change, dict):
        return change
    out = dict(base) if isinstance(base, dict) else {}
    for k, v in change.items():
        if v is None:
            out.pop(k, None)
        else:
            out[k] = merge(out.get(k), v)
    return out


patch = list(diff(OLD, NEW))
for op in patch:
    print(json.dumps(op))
print("forward:", apply(OLD, patch) == NEW, "back:", apply(NEW, list(inverse(patch))) == OLD, "unchanged:", list(diff(OLD, copy.deepcopy(OLD))))
print("types kept:", type(apply(OLD, patch)["n"]).__name__)
print("merge:", json.dumps(merge({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": None, "e": {"f": 3}}, "d": [2, 3]})))
for bad in ([{"op": "test", "path": "/n", "value": 2}], [{"op": "fly", "path": "/n"}], [{"op": "remove", "path": "/spec/wing"}], [{"op": "add", "path": "/size/9/0", "value": 0}]):
    try:
        apply(OLD, bad)
    except (ValueError, KeyError, IndexError) as e:
        print(type(e).__name__, e)


def flatten(doc, path="$"):
    match doc:
        case dict() if doc:
            for k, v in doc.items():
                yield from flatten(v, f"{path}.{k}" if k.isidentifier() else f"{path}[{k!r}]")
        case list() if doc:
            for i, v in enumerate(doc):
                yield from flatten(v, f"{path}[{i}]")
        case leaf:
            yield f"{path} = {json.dumps(leaf)}"


print(*flatten(NEW), sep="\n")
