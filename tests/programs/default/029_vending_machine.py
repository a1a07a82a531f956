"""A vending machine as an explicit state machine with enums and a transition table."""
from enum import Enum, Flag, IntEnum, auto, unique


class State(Enum):
    IDLE = "idle"
    HAS_MONEY = "has money"
    VENDING = "vending"
    OUT_OF_ORDER = "out of order"


@unique
class Coin(IntEnum):
    P5 = 5
    P10 = 10
    P20 = 20
    P50 = 50
    P100 = 100

    @property
    def label(self):
        return f"{self.value}p" if self < 100 else f"£{self.value // 100}"


class Alert(Flag):
    NONE = 0
    LOW_STOCK = auto()
    LOW_CHANGE = auto()
    TAMPER = auto()


class Machine:
    def __init__(self):
        self.state, self.credit, self.alert = State.IDLE, 0, Alert.NONE
        self.slots = {"A1": ["crisps", 65, 1], "A2": ["water", 90, 2]}
        self.float = {Coin.P5: 1, Coin.P10: 2, Coin.P20: 1, Coin.P50: 0, Coin.P100: 0}

    def on(self, event, *args):
        handlers = {
            (State.IDLE, "coin"): self.accept, (State.HAS_MONEY, "coin"): self.accept,
            (State.HAS_MONEY, "pick"): self.pick, (State.HAS_MONEY, "cancel"): self.refund,
            (State.VENDING, "done"): self.done,
        }
        if event == "kick":
            self.alert |= Alert.TAMPER
            self.state = State.OUT_OF_ORDER
            return "alarm"
        handler = handlers.get((self.state, event))
        return handler(*args) if handler else f"ignored {event!r} while {self.state.value}"

    def accept(self, coin):
        self.credit += coin
        self.float[coin] += 1
        self.state = State.HAS_MONEY
        return f"credit {self.credit}"

    def change(self, amount):
        out = []
        for coin in sorted(self.float, reverse=True):
            while amount >= coin and self.float[coin]:
                amount -= coin
                self.float[coin] -= 1
                out.append(coin)
        if amount:
            for coin in out:
                self.float[coin] += 1
            return None
        return out

    def pick(self, slot):
        name, price, left = self.slots.get(slot, ("?", 0, 0))
        if not left:
            return f"{slot} is empty"
        if price > self.credit:
            return f"{name} costs {price}, insert {price - self.credit} more"
        coins = self.change(self.credit - price)
        if coins is None:
            self.alert |= Alert.LOW_CHANGE
            return "exact money only"
        self.slots[slot][2] -= 1
        if self.slots[slot][2] == 0:
            self.alert |= Alert.LOW_STOCK
        self.credit, self.state = 0, State.VENDING
        return f"{name} and change {[c.label for c in coins]}"

    def done(self):
        self.state = State.IDLE
        return "thank you"

    def refund(self):
        coins, self.credit, self.state = self.change(self.credit), 0, State.IDLE
        return f"returned {[c.label for c in coins]}"


m = Machine()
for event, *args in [("pick", "A1"), ("coin", Coin.P50), ("pick", "A1"), ("coin", Coin.P50), ("pick", "A1"), ("coin", Coin.P5),
                     ("done",), ("coin", Coin(100)), ("pick", "A1"), ("pick", "Z9"), ("pick", "A2"), ("done",), ("coin", Coin["P20"]),
                     ("cancel",), ("coin", Coin.P100), ("coin", Coin.P100), ("pick", "A2"), ("kick",), ("coin", Coin.P10)]:
    result = m.on(event, *args)
    print(f"{event:6} {', '.join(getattr(a, 'label', str(a)) for a in args):5} -> {result:32} [{m.state.name}] {m.alert!r}")
print({c.name: n for c, n in m.float.items()}, list(Alert), Alert.TAMPER in m.alert)
print(repr(State.IDLE), str(Coin.P5), State("vending"), Coin.P5 + Coin.P10, f"{Coin.P20:>4}|{State.IDLE}")
for bad in (lambda: State("melted"), lambda: Coin(3), lambda: State["GONE"]):
    try:
        bad()
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
try:
    unique(Enum("Dup", {"A": 1, "B": 1}))
except ValueError as e:
    print(e)
