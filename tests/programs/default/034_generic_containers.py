"""Generic Stack, Result and Registry classes using TypeVar, ParamSpec and Generic."""
from __future__ import annotations

from functools import wraps
from typing import Callable, Generic, Iterator, ParamSpec, TypeVar

T = TypeVar("T")
U = TypeVar("U")
E = TypeVar("E", bound=Exception)
P = ParamSpec("P")


class Stack(Generic[T]):
    def __init__(self, *items: T) -> None:
        self._items: list[T] = list(items)

    def push(self, item: T) -> Stack[T]:
        self._items.append(item)
        return self

    def pop(self) -> T:
        return self._items.pop()

    def map(self, f: Callable[[T], U]) -> Stack[U]:
        return Stack(*map(f, self._items))

    def __iter__(self) -> Iterator[T]:
        return reversed(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"Stack({', '.join(map(repr, self._items))})"


class Result(Generic[T, E]):
    """Either a value or an error, with map and bind."""

    def __init__(self, value: T | None = None, error: E | None = None) -> None:
        self.value, self.error = value, error

    @classmethod
    def of(cls, f: Callable[P, T]) -> Callable[P, Result[T, Exception]]:
        @wraps(f)
        def inner(*args: P.args, **kwargs: P.kwargs) -> Result[T, Exception]:
            try:
                return cls(f(*args, **kwargs))
            except Exception as e:
                return cls(error=e)
        return inner

    def then(self, f: Callable[[T], Result[U, E]]) -> Result[U, E]:
        return self if self.error else f(self.value)

    def or_else(self, default: T) -> T:
        return default if self.error else self.value

    def __repr__(self) -> str:
        return f"Err({self.error!r})" if self.error else f"Ok({self.value!r})"


@Result.of
def parse(text: str) -> int:
    """Parses an integer."""
    return int(text)


@Result.of
def inverse(n: int) -> float:
    return round(1 / n, 4)


class Pair(Generic[T, U]):
    def __init__(self, a: T, b: U):
        self.a, self.b = a, b

    def swap(self) -> Pair[U, T]:
        return Pair(self.b, self.a)

    def __repr__(self):
        return f"Pair({self.a!r}, {self.b!r})"


s: Stack[int] = Stack[int](1, 2, 3).push(4)
print(s, list(s), len(s), s.pop(), s.map(str).push("x"))
for text in ("8", "0", "eight"):
    r = parse(text).then(inverse)
    print(f"{text!r}: {r} or_else -> {r.or_else(-1.0)}")
print(parse.__name__, inverse.__name__)
print(Stack[int], Pair[str, int], Stack[T], Pair[T, list[U]][int, str])
print(Pair(1, "one").swap(), T, U, E, P)
print(Stack[int] == Stack[int], Stack[int] is Stack[str], isinstance(s, Stack))
for bad in (lambda: Pair[int], lambda: isinstance(s, Stack[int]), lambda: Stack[int, str]):
    try:
        bad()
    except TypeError as e:
        print("TypeError:", e)
