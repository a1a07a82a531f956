"""Structural pattern matching over commands, nested records, sequences and guards."""
from dataclasses import dataclass
from enum import Enum


class Colour(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Line:
    start: Point
    end: Point
    colour: Colour = Colour.RED


class Tagged:
    __match_args__ = ("tag", "value")

    def __init__(self, tag, value):
        self.tag, self.value = tag, value

    def __repr__(self):
        return f"Tagged({self.tag!r}, {self.value!r})"


def describe(thing):
    match thing:
        case None | True | False:
            return f"singleton {thing}"
        case int(n) if n < 0:
            return "negative integer"
        case int() | float() as n:
            return f"number {n}"
        case "" | b"":
            return "empty text"
        case str(s) if s.isupper():
            return f"shouting {s.lower()}"
        case str():
            return "text"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"on an axis at {x}"
        case Line(Point(a, b), Point(c, d)) if (a, b) == (c, d):
            return "degenerate line"
        case Line(start=Point(y=y1), end=Point(y=y2), colour=Colour.BLUE) if y1 == y2:
            return f"blue horizontal at {y1}"
        case Line(colour=colour):
            return f"{colour.name.lower()} line"
        case Tagged("wrap", inner):
            return f"wrapped ({describe(inner)})"
        case []:
            return "empty sequence"
        case [x]:
            return f"just {x!r}"
        case [first, *_, last] if first == last:
            return f"bracketed by {first!r}"
        case ["move", ("north" | "south") as way, int(steps)]:
            return f"move {steps} {way}"
        case [[a, b], [c, d]]:
            return f"2x2 determinant {a * d - b * c}"
        case (1, 2, *rest):
            return f"starts 1, 2 then {len(rest)} more"
        case {"type": "user", "name": str(name), **extra}:
            return f"user {name} with {sorted(extra)}"
        case {"items": [{"id": first}, *others]}:
            return f"items from {first}, {len(others)} others"
        case {}:
            return f"mapping of {len(thing)}"
        case _:
            return f"unmatched {type(thing).__name__}"


SAMPLES = [
    None, True, -3, 4, 2.5, "", b"", "HELP", "help", Point(0, 0), Point(0, 7), Point(3, 4), Line(Point(1, 1), Point(1, 1)),
    Line(Point(0, 2), Point(5, 2), Colour.BLUE), Line(Point(0, 2), Point(5, 3)), Tagged("wrap", Tagged("wrap", [])), [], (5,),
    ["a", "b", "a"], ["move", "north", 3], ["move", "up", 3], [[1, 2], [3, 4]], (1, 2, 3, 4), [9, 8, 7, 6, 5],
    {"type": "user", "name": "ada", "age": 36, "admin": True}, {"type": "user", "name": 5}, {"items": [{"id": "k1"}, {}, {}]}, {}, {1, 2}, 3j,
    range(1, 5), iter([]),
]
for sample in SAMPLES:
    label = "iterator" if hasattr(sample, "__next__") else repr(sample)
    print(f"{label:64} {describe(sample)}")
