"""Finalisers: __del__ when references drop, in cycles, at exit, and weakref.finalize at shutdown."""
import gc
import weakref


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(f"del {self.name}")


a = Loud("a")
b = a
del a
print("still one reference")
b = None
print("rebinding done")


def scope():
    inner = Loud("inner")
    print("in scope with", inner.name)


scope()
x, y = Loud("x"), Loud("y")
x.other, y.other = y, x
gc.disable()
del x, y
print("cycle is unreachable")
print("collected", gc.collect() >= 2)
gc.enable()
items = [Loud(f"item{i}") for i in range(3)]
items.pop(1)
print("popped")
items.clear()


class Phoenix:
    saved = None

    def __del__(self):
        if Phoenix.saved is None:
            print("phoenix rises")
            Phoenix.saved = self


p = Phoenix()
del p
print("saved:", Phoenix.saved is not None)
Phoenix.saved = 0
print("gone for good")
try:
    raise ValueError("holds a frame")
except ValueError as e:
    held = Loud("held by frame")
    keep = e
del held
print("exception kept, local dropped")
f = Loud("finalised")
weakref.finalize(f, print, "finalizer ran before __del__ finished, or just after")
del f
last = Loud("module global at exit")
weakref.finalize(last, print, "finalize at exit comes first")
quiet = weakref.finalize(last, print, "not this one")
quiet.atexit = False
print("end of program")
