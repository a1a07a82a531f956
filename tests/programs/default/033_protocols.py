"""Runtime-checkable protocols, typed dictionaries, overloads and type hints introspection."""
from typing import (Any, Callable, Final, Iterable, Literal, NamedTuple, NewType, Optional, Protocol, TypedDict, Union,
                    get_args, get_origin, get_type_hints, overload, runtime_checkable)


@runtime_checkable
class Drawable(Protocol):
    def draw(self) -> str: ...


@runtime_checkable
class Sized2D(Protocol):
    width: int
    height: int


class Box:
    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height

    def draw(self) -> str:
        middle = "|" + " " * (self.width - 2) + "|"
        edge = "+" + "-" * (self.width - 2) + "+"
        return "\n".join([edge, *[middle] * (self.height - 2), edge])


class Word(str):
    def draw(self) -> str:
        return f"<{self}>"


class Movie(TypedDict, total=False):
    title: str
    year: int
    rating: Literal["U", "PG", "15"]


class Point(NamedTuple):
    x: float
    y: float = 0.0
    label: "Optional[str]" = None

    def moved(self, dx: float) -> "Point":
        return self._replace(x=self.x + dx)


UserId = NewType("UserId", int)
LIMIT: Final = 3


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


def apply(f: Callable[[int], int], items: Iterable[int], *, limit: "int | None" = None) -> list[int]:
    return [f(i) for i in items][:limit]


for thing in (Box(6, 3), Word("hi"), "plain", 42):
    print(f"{type(thing).__name__:5} drawable={isinstance(thing, Drawable)} sized={isinstance(thing, Sized2D)}")
    if isinstance(thing, Drawable):
        print(thing.draw())

film: Movie = {"title": "Brief Encounter", "year": 1945}
print(film, get_type_hints(Movie))
print(sorted(get_type_hints(Movie)), get_args(get_type_hints(Movie)["rating"])[-1])
print(get_type_hints(apply))
print(get_type_hints(Point))
p = Point(1.5, label="a")
print(p, p.moved(2), p._asdict(), Point._fields, Point._field_defaults, p == (1.5, 0.0, "a"))
print(double(4), double("ab"), apply(lambda n: n * n, range(10), limit=LIMIT), UserId(7) + 1)
for hint in (dict[str, list[int]], Optional[int], Union[int, str, None], Callable[[int, str], Any], Literal["a", 1], int | str, tuple[int, ...]):
    print(hint, "|", get_origin(hint), "|", get_args(hint))
try:
    Drawable()
except TypeError as e:
    print(e)
try:
    issubclass(Box, Sized2D)
except TypeError as e:
    print(e)
