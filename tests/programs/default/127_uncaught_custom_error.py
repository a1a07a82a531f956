"""Validates a parts list and lets a custom exception with a note escape from nested calls."""
from dataclasses import dataclass


class PartsError(ValueError):
    """Raised for an impossible parts list."""


@dataclass
class Part:
    name: str
    needs: tuple = ()
    weight: float = 0.0


PARTS = {p.name: p for p in (Part("bike", ("frame", "wheel", "wheel")), Part("frame", (), 6.5), Part("wheel", ("rim", "spokes")), Part("rim", (), 0.9), Part("spokes", ("wire",)))}


def weigh(name, trail=()):
    if name not in PARTS:
        error = PartsError(f"no part called {name!r}")
        error.add_note("needed by " + " > ".join(trail))
        raise error
    part = PARTS[name]
    return part.weight + sum(weigh(n, (*trail, name)) for n in part.needs)


print("frame weighs", weigh("frame"))
PARTS["wire"] = Part("wire", (), 0.05)
print("bike weighs", round(weigh("bike"), 2))
del PARTS["wire"]
print("now without wire")
print("bike weighs", weigh("bike"))
