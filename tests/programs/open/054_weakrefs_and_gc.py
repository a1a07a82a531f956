"""Weak references, dictionaries, sets, methods, proxies and the collector's treatment of cycles."""
import gc
import sys
import weakref
from collections import OrderedDict


class Thing:
    def __init__(self, name):
        self.name = name

    def hello(self):
        return f"hello from {self.name}"

    def __repr__(self):
        return f"Thing({self.name})"


log = []
a = Thing("a")
r = weakref.ref(a, lambda ref: log.append("a gone"))
p = weakref.proxy(a)
m = weakref.WeakMethod(a.hello)
print(r() is a, p.hello(), m()(), weakref.getweakrefcount(a), type(p).__name__)
values, keys, group = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet()
b = Thing("b")
values["x"], values["y"], keys[a], keys[b] = a, b, "meta a", "meta b"
group.update([a, b])
print(sorted(values), keys[a], len(group), b in group)
del a
print(r(), m(), log, sorted(values), [k.name for k in keys], len(group))
try:
    p.name
except ReferenceError as e:
    print(e)


class Tree:
    def __init__(self, name, parent=None):
        self.name, self.children, self._parent = name, [], parent and weakref.ref(parent)
        if parent:
            parent.children.append(self)

    @property
    def parent(self):
        return self._parent and self._parent()


root = Tree("root")
leaf = Tree("leaf", Tree("branch", root))
print(leaf.parent.name, leaf.parent.parent.name)
del root
print("whole tree gone with the root:", leaf.parent)


class Cache:
    def __init__(self, keep):
        self.all, self.recent, self.keep, self.made = weakref.WeakValueDictionary(), OrderedDict(), keep, 0

    def get(self, name):
        thing = self.all.get(name)
        if thing is None:
            self.made += 1
            thing = self.all[name] = Thing(name)
        self.recent[name] = thing
        self.recent.move_to_end(name)
        if len(self.recent) > self.keep:
            self.recent.popitem(last=False)
        return thing


cache = Cache(2)
held = cache.get("k1")
for n in ("k2", "k3", "k4", "k2", "k1"):
    cache.get(n)
print(cache.made, sorted(cache.all), cache.get("k1") is held)
gc.collect()
x, y = Thing("x"), Thing("y")
x.other, y.other = y, x
probe = weakref.ref(x)
gc.disable()
del x, y
print("cycle alive:", probe() is not None, gc.isenabled())
print("collected at least two:", gc.collect() >= 2, probe())
gc.enable()
f = weakref.finalize(b, lambda *args: log.append(args), "finalised", 1)
print(f.alive, f.peek()[2])
del b, held
print(f.alive, log[-1], f())
for bad in (lambda: weakref.ref(5), lambda: weakref.ref([]), lambda: weakref.ref((1,)), lambda: weakref.ref(type("S", (), {"__slots__": ()})())):
    try:
        bad()
    except TypeError as e:
        print(e)
Slotted = type("Slotted", (), {"__slots__": ("__weakref__", "v")})
s = Slotted()
print(weakref.ref(s)() is s, weakref.ref({1}.__class__) is not None, gc.is_tracked([]), gc.is_tracked(5), gc.get_count()[0] >= 0, gc.get_threshold())
obj = []
n = sys.getrefcount(obj)
again = [obj, obj]
print(sys.getrefcount(obj) - n, again in gc.get_referrers(obj), gc.get_referents({"k": obj}).count(obj))
callbacks = []
gc.callbacks.append(lambda phase, info: callbacks.append(phase))
gc.collect(0)
gc.callbacks.clear()
print(callbacks, gc.freeze(), gc.get_freeze_count() > 0, gc.unfreeze())
