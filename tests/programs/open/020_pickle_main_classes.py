"""Pickles classes of __main__: protocols, state hooks, reduce, copyreg, shared references, safe loading."""
import copyreg
import io
import pickle
from collections import OrderedDict, namedtuple
from dataclasses import dataclass, field
from enum import Enum, Flag

Point = namedtuple("Point", "x y")


class Suit(Enum):
    CLUBS = "♣"
    HEARTS = "♥"


class Perm(Flag):
    R = 4
    W = 2


@dataclass(frozen=True)
class Card:
    suit: Suit
    rank: int


@dataclass
class Deck:
    cards: list[Card] = field(default_factory=list)
    owner: "Player | None" = None


class Player:
    def __init__(self, name):
        self.name, self.deck, self.cache = name, Deck(owner=self), {"big": 1}

    def __getstate__(self):
        return {k: v for k, v in vars(self).items() if k != "cache"}

    def __setstate__(self, state):
        vars(self).update(state, cache={})


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __reduce__(self):
        return Matrix.parse, (";".join(",".join(map(str, r)) for r in self.rows),)

    @staticmethod
    def parse(text):
        return Matrix([[int(x) for x in r.split(",")] for r in text.split(";")])


class Slotted:
    __slots__ = ("a", "b")


class Temperature:
    def __init__(self, kelvin):
        self.kelvin = kelvin


copyreg.pickle(Temperature, lambda t: (Temperature, (round(t.kelvin),)))


def double(x):
    return 2 * x


p = Player("Ada")
p.deck.cards += [Card(s, r) for s in Suit for r in (1, 12)]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    q = pickle.loads(pickle.dumps(p, protocol))
    print(protocol, q.name, q.deck.owner is q, q.cache, q.deck.cards == p.deck.cards, q.deck.cards[0].suit is Suit.CLUBS)
s = Slotted()
s.a = [1]
t = pickle.loads(pickle.dumps(s))
print(t.a, hasattr(t, "b"), pickle.loads(pickle.dumps(Matrix([[1, 2], [3, 4]]))).rows, pickle.loads(pickle.dumps(Temperature(36.6))).kelvin)
shared = [1, 2]
box = {"a": shared, "b": shared, "self": None}
box["self"] = box
c = pickle.loads(pickle.dumps(box))
print(c["a"] is c["b"], c["self"] is c, pickle.loads(pickle.dumps(double))(21), pickle.loads(pickle.dumps([Point(1, 2), Perm.R | Perm.W, OrderedDict(a=1), 1j, frozenset([3]), range(4), b"x", slice(1, 2)])))
stream = io.BytesIO()
pickler = pickle.Pickler(stream)
for item in ("first", 2, None):
    pickler.dump(item)
stream.seek(0)
items = []
while True:
    try:
        items.append(pickle.load(stream))
    except EOFError:
        break
print(items)


class External(pickle.Pickler):
    def persistent_id(self, obj):
        return ("player", obj.name) if isinstance(obj, Player) else None


class Safe(pickle.Unpickler):
    def persistent_load(self, pid):
        return f"<{pid[0]} {pid[1]}>"

    def find_class(self, module, name):
        if (module, name) in {("__main__", "Deck"), ("__main__", "Card"), ("__main__", "Suit"), ("builtins", "getattr")}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed")


out = io.BytesIO()
External(out).dump(p.deck)
loaded = Safe(io.BytesIO(out.getvalue())).load()
print(loaded.owner, len(loaded.cards))
try:
    Safe(io.BytesIO(pickle.dumps(print))).load()
except pickle.UnpicklingError as e:
    print(e)
for bad in (lambda: pickle.dumps(lambda x: x), lambda: pickle.dumps(i for i in ()), lambda: pickle.loads(b"garbage"), lambda: pickle.loads(b""), lambda: pickle.loads(pickle.dumps([1, 2])[:-1])):
    try:
        bad()
    except (pickle.PickleError, TypeError, EOFError, AttributeError) as e:
        print(type(e).__name__, str(e).split(" 0x")[0].split(" at")[0])
buffers = []
data = pickle.dumps(pickle.PickleBuffer(bytearray(b"out of band")), protocol=5, buffer_callback=buffers.append)
print(len(buffers), bytes(pickle.loads(data, buffers=buffers)))
