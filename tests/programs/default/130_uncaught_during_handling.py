"""A clean-up handler that itself fails: the traceback shows both errors and finally blocks run."""
from contextlib import contextmanager

log = []


@contextmanager
def resource(name):
    log.append(f"open {name}")
    print("open", name)
    try:
        yield {"name": name, "rows": [3, 1, 0, 2]}
    except ZeroDivisionError as e:
        print("cleaning up after:", e)
        log["oops"] = True
    finally:
        print("close", name)


def invert(rows):
    out = []
    for i, r in enumerate(rows):
        out.append((i, round(12 / r, 2)))
        print("row", i, "ok")
    return out


with resource("table") as t:
    print(invert(t["rows"][:2]))
with resource("table") as t:
    print(invert(t["rows"]))
