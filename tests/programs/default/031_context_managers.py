"""Context managers: transactions with rollback, nesting, suppression, ExitStack and re-entry."""
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress
import copy

log = []


class Transaction:
    """Restores a dictionary when the block fails."""

    def __init__(self, store, name):
        self.store, self.name = store, name

    def __enter__(self):
        self.saved = copy.deepcopy(self.store)
        print(f"begin {self.name}")
        return self.store

    def __exit__(self, kind, error, trace):
        if kind is None:
            print(f"commit {self.name}")
            return False
        self.store.clear()
        self.store.update(self.saved)
        print(f"rollback {self.name}: {kind.__name__}({error})")
        return issubclass(kind, ValueError)


@contextmanager
def indent(state, by=2):
    state["pad"] += by
    try:
        yield lambda text: print(" " * state["pad"] + text)
    finally:
        state["pad"] -= by


class traced(ContextDecorator):
    def __init__(self, label):
        self.label = label

    def __enter__(self):
        log.append(f"+{self.label}")
        return self

    def __exit__(self, *exc):
        log.append(f"-{self.label}{'!' if exc[0] else ''}")


class Writer:
    """Enough of a file for redirect_stdout."""

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)
        return len(text)

    def flush(self):
        pass

    def close(self):
        log.append("writer closed")


store = {"stock": {"nails": 10}}
with Transaction(store, "sale") as s:
    s["stock"]["nails"] -= 4
with Transaction(store, "bad sale") as s:
    s["stock"]["nails"] -= 40
    raise ValueError("negative stock")
try:
    with Transaction(store, "outer"), Transaction(store, "inner") as s:
        s["stock"]["screws"] = 1 / 0
except ZeroDivisionError as e:
    print("escaped:", e)
print(store)

state = {"pad": 0}
with indent(state) as say:
    say("level one")
    with indent(state, 4) as say2:
        say2("level two")
    say("back")


@traced("f")
def f(n):
    if n > 1:
        raise KeyError(n)
    return n


f(0)
with suppress(KeyError, IndexError):
    f(5)
with ExitStack() as stack:
    for i in range(3):
        stack.enter_context(traced(i))
    stack.callback(log.append, "callback")
    stack.push(lambda *exc: exc[0] is RuntimeError)
    raise RuntimeError("swallowed")
with ExitStack() as stack:
    stack.enter_context(traced("kept"))
    keep = stack.pop_all()
log.append("between")
keep.close()
with closing(Writer()) as w, redirect_stdout(w):
    print("captured", 1, 2, sep="/")
with nullcontext("nothing") as n:
    log.append(n)
print(log)
print("captured parts:", w.parts, isinstance(Transaction({}, ""), AbstractContextManager))
try:
    with contextmanager(lambda: iter(()))():
        pass
except (RuntimeError, AttributeError) as e:
    print(type(e).__name__, e)
