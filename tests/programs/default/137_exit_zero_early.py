"""Prints reports until a quota is reached, then leaves early with SystemExit(0) through a generator."""


def reports():
    try:
        for i, (site, mm) in enumerate([("hill", 12), ("marsh", 31), ("dune", 4), ("quay", 55), ("moor", 8)], 1):
            yield f"{i}. {site:6} {mm:>3} mm", mm
    finally:
        print("generator closed")


def total():
    so_far = 0
    for line, mm in reports():
        so_far += mm
        print(line, "total", so_far)
        if so_far > 45:
            print("quota reached")
            raise SystemExit(0)
    return so_far


try:
    total()
except SystemExit as e:
    print("code", e.code, repr(e))
    raise
else:
    print("not reached")
