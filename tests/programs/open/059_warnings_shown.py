"""Warnings on stderr: default filters in __main__, once-per-place, custom categories, stacklevel, as errors."""
import sys
import warnings


class BatteryWarning(UserWarning):
    pass


def old(n):
    warnings.warn("old() is deprecated, use new()", DeprecationWarning, stacklevel=2)
    return n


def low(level):
    warnings.warn(f"battery at {level}%", BatteryWarning)


for n in range(3):
    old(n)
low(9)
low(9)
low(8)
warnings.warn("pending: hidden by default", PendingDeprecationWarning)
warnings.warn("plain text becomes a UserWarning")
warnings.warn_explicit("explicit place", RuntimeWarning, "somewhere.py", 42)
print("[] is" + " not a tuple", [1, 2, 3].__len__())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old(1)
    old(2)
    low(1)
print([(w.category.__name__, str(w.message), w.lineno) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("ignore", BatteryWarning)
    low(5)
    warnings.filterwarnings("error", message="battery at 3", category=UserWarning)
    try:
        low(3)
    except BatteryWarning as e:
        print("as an error:", e)
    low(4)
with warnings.catch_warnings():
    warnings.simplefilter("once")
    for _ in range(3):
        low(77)
with warnings.catch_warnings():
    warnings.formatwarning = lambda message, category, filename, lineno, line=None: f"*** {category.__name__}: {message}\n"
    warnings.warn("custom format", FutureWarning)
original = warnings.showwarning
warnings.showwarning = lambda m, c, f, l, file=None, line=None: print("shown by hook:", m)
warnings.warn("hooked", ImportWarning)
warnings.warn("hooked too", BatteryWarning)
warnings.showwarning = original
with open(__file__) as f:
    pass
handle = open(__file__)
del handle
code = compile("x = 1\nif x is 1: pass\n'\\d'\n", "<generated>", "exec")
print("resource and syntax warnings above are" , len(code.co_consts) > 0)
print(sys.warnoptions, warnings.filters[0][0] in ("default", "ignore", "error"))
