"""Replaces sys.excepthook, sys.unraisablehook and sys.displayhook, and fails inside the hook at the end."""
import sys
import traceback


class Fussy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise ValueError(f"cannot delete {self.name}")


seen = []
sys.unraisablehook = lambda u: seen.append((u.exc_type.__name__, str(u.exc_value), u.err_msg, u.object.__qualname__))
f = Fussy("f")
del f
print(seen)


def shout(value):
    if value is not None:
        print("value:", repr(value).upper())


sys.displayhook = shout
exec(compile("'shown'\n", "<x>", "single"))
exec(compile("None\n", "<x>", "single"))


def hook(kind, value, tb):
    frames = traceback.extract_tb(tb)
    print(f"hook saw {kind.__name__}({value}) in {[f.name for f in frames]}")
    sys.stdout.flush()
    if isinstance(value, KeyError):
        raise TypeError("the hook itself failed") from value


def fail(n):
    if n:
        return fail(n - 1)
    raise KeyError("bottom")


sys.excepthook = hook
try:
    fail(1)
except KeyError:
    sys.excepthook(RuntimeError, RuntimeError("called by hand"), sys.exc_info()[2])
fail(2)
