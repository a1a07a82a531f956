"""Shallow and deep copies of nested, cyclic and customised objects, with sharing kept or broken."""
import copy
from collections import ChainMap, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction


class Kind(Enum):
    LEAF = 1


@dataclass
class Node:
    name: str
    links: list = field(default_factory=list, repr=False)


class Handle:
    """Copies share the resource but get their own tags."""
    opened = 0

    def __init__(self, resource, tags=()):
        Handle.opened += 1
        self.resource, self.tags = resource, list(tags)

    def __copy__(self):
        return Handle(self.resource, self.tags)

    def __deepcopy__(self, memo):
        new = Handle(self.resource, copy.deepcopy(self.tags, memo))
        new.tags.append("deep")
        return new


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a, self.b = a, b


class Tally(UserDict):
    def __missing__(self, key):
        return 0

    def __setitem__(self, key, value):
        super().__setitem__(key, max(0, value))


class Shout(UserString):
    def __add__(self, other):
        return Shout(self.data + str(other).upper())


inner = [1, 2]
outer = {"x": inner, "y": inner, "z": (inner, "t")}
shallow, deep = copy.copy(outer), copy.deepcopy(outer)
inner.append(3)
print(shallow["x"], deep["x"], shallow["x"] is inner, deep["x"] is deep["y"] is deep["z"][0])
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print(loop, again[1] is again, again is not loop)
a, b = Node("a"), Node("b")
a.links, b.links = [b], [a, b]
c = copy.deepcopy(a)
print(c, c.links[0].links[0] is c, c.links[0].links[1] is c.links[0], c.links[0].name)
h = Handle(inner, ["t"])
h1, h2 = copy.copy(h), copy.deepcopy(h)
print(h1.resource is inner, h2.resource is inner, h.tags, h1.tags, h2.tags, Handle.opened)
s = copy.copy(Slotted(1, [2]))
print(s.a, s.b, copy.deepcopy(s).b is s.b, copy.copy(s).b is s.b)
for value in (5, "text", (1, 2), frozenset({1}), None, Kind.LEAF, print, Node, range(3), Fraction(1, 2), b"x", 2j):
    same = copy.deepcopy(value) is value
    print(f"{getattr(value, '__name__', value)!s:12} deep copy is same object: {same}")
t = ([1], 2)
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(t) == t)
for box in (deque([1, [2]], maxlen=3), defaultdict(list, a=[1]), OrderedDict(z=1, a=[2]), ChainMap({"a": 1}, {"a": 2, "b": [3]}), bytearray(b"ab"), UserList([1, [2]])):
    d = copy.deepcopy(box)
    print(type(d).__name__, d == box, d)
tally = Tally({"a": 2})
tally["b"] -= 5
tally["a"] += 1
print(tally, tally["nope"], "nope" in tally, copy.copy(tally) == tally, Shout("hey") + " you" + Shout("!"), Shout("abc")[1:], list(UserList("ab") * 2))
cm = ChainMap({"colour": "red"}, {"colour": "blue", "size": 3})
child = cm.new_child({"size": 9})
child["colour"] = "green"
print(dict(child), cm["size"], child.parents["colour"], len(child.maps))
d = deque("abcdef", maxlen=4)
d.rotate(1)
d.appendleft("z")
d.extend("!")
print(d, d.index("z") if "z" in d else None, list(reversed(d)), deque(range(5)).count(3))
lst = [[0] * 3] * 2
lst[0][0] = 7
fixed = [row[:] for row in lst]
fixed[0][1] = 8
print(lst, fixed, [1, 2, 3][:] == [1, 2, 3], {**{"a": 1}, "a": 2}, [*range(3), *"ab"])
try:
    copy.copy(i for i in range(3))
except TypeError as e:
    print(e)
