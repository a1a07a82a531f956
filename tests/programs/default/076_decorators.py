"""Decorators: retry, memo with expiry, type checks, registration, class decorators and stacking."""
import functools
import time
from collections import defaultdict


def retry(times, on=(Exception,), log=print):
    def outer(f):
        @functools.wraps(f)
        def inner(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return f(*args, **kwargs)
                except on as e:
                    log(f"  {f.__name__} attempt {attempt}: {type(e).__name__}({e})")
                    if attempt == times:
                        raise
                    time.sleep(0.001 * 2**attempt)
        return inner
    return outer


def typed(**types):
    def outer(f):
        @functools.wraps(f)
        def inner(**kwargs):
            for name, kind in types.items():
                if not isinstance(kwargs.get(name), kind):
                    raise TypeError(f"{f.__name__}: {name} must be {kind.__name__}, got {type(kwargs.get(name)).__name__}")
            return f(**kwargs)
        return inner
    return outer


class CountCalls:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f, self.n = f, 0

    def __call__(self, *args):
        self.n += 1
        return self.f(*args)

    def __get__(self, obj, owner=None):
        return functools.partial(self, obj) if obj is not None else self


ROUTES = defaultdict(dict)


def route(path, *methods):
    def outer(f):
        for m in methods or ("GET",):
            ROUTES[path][m] = f
        return f
    return outer


def with_repr(cls):
    def show(self):
        return f"{type(self).__name__}({', '.join(f'{k}={getattr(self, k)!r}' for k in cls.fields)})"
    cls.__repr__ = show
    return cls


def traced(tag):
    def outer(f):
        @functools.wraps(f)
        def inner(*a):
            print(f"<{tag}>", end="")
            try:
                return f(*a)
            finally:
                print(f"</{tag}>", end="")
        return inner
    return outer


state = {"n": 0}


@retry(4, on=(ConnectionError, TimeoutError))
def flaky():
    state["n"] += 1
    if state["n"] < 3:
        raise (ConnectionError, TimeoutError)[state["n"] % 2](f"try {state['n']}")
    return f"worked after {state['n']}"


@retry(2, on=(ValueError,))
def hopeless(x):
    raise ValueError(x)


@typed(name=str, age=int)
def register(name, age):
    return f"{name} is {age}"


print(flaky(), flaky.__name__)
try:
    hopeless(9)
except ValueError as e:
    print("gave up:", e)
for kw in ({"name": "Bo", "age": 3}, {"name": "Bo", "age": "3"}, {"age": 1}):
    try:
        print(register(**kw))
    except TypeError as e:
        print(e)


@with_repr
class Greeter:
    fields = ("who", "loud")

    def __init__(self, who, loud=False):
        self.who, self.loud = who, loud

    @CountCalls
    def greet(self, word):
        text = f"{word} {self.who}"
        return text.upper() if self.loud else text

    @route("/hello")
    @staticmethod
    def page():
        return "hello page"


g = Greeter("sam", loud=True)
print(g, g.greet("hi"), g.greet("yo"), Greeter.greet.n, Greeter.greet.__name__)


@route("/save", "POST", "PUT")
def save():
    return "saved"


for path, methods in ROUTES.items():
    print(path, {m: f() for m, f in methods.items()})


@traced("b")
@traced("i")
def say(x):
    print(x, end="")


say("text")
print()
