"""A double-entry ledger with decimal amounts, custom errors and a monthly statement."""
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, ROUND_HALF_EVEN

CENT = Decimal("0.01")


class LedgerError(Exception):
    """Base of everything the ledger refuses."""


class InsufficientFunds(LedgerError):
    def __init__(self, account, needed):
        self.account, self.needed = account, needed
        super().__init__(f"{account.name} holds {account.balance} but {needed} is needed")


class UnknownAccount(LedgerError, KeyError):
    def __str__(self):
        return f"no account called {self.args[0]!r}"


@dataclass
class Entry:
    day: date
    text: str
    amount: Decimal


@dataclass
class Account:
    name: str
    overdraft: Decimal = Decimal("0")
    entries: list[Entry] = field(default_factory=list)

    @property
    def balance(self):
        return sum((e.amount for e in self.entries), Decimal("0.00"))

    def statement(self):
        running = Decimal("0.00")
        yield f"--- {self.name} ---"
        for e in sorted(self.entries, key=lambda e: e.day):
            running += e.amount
            yield f"{e.day:%d %b %Y}  {e.text:<18}{e.amount:>12,.2f}{running:>12,.2f}"


class Ledger:
    def __init__(self):
        self._accounts = {}

    def add(self, name, **kw):
        self._accounts[name] = Account(name, **kw)
        return self

    def __getitem__(self, name):
        try:
            return self._accounts[name]
        except KeyError:
            raise UnknownAccount(name) from None

    def transfer(self, day, source, target, amount, text):
        amount = Decimal(amount).quantize(CENT, ROUND_HALF_EVEN)
        if amount <= 0:
            raise LedgerError(f"amount must be positive, not {amount}")
        a, b = self[source], self[target]
        if a.balance - amount < -a.overdraft:
            raise InsufficientFunds(a, amount)
        a.entries.append(Entry(day, text, -amount))
        b.entries.append(Entry(day, text, amount))

    def check(self):
        return sum(a.balance for a in self._accounts.values()) == 0


ledger = Ledger().add("equity", overdraft=Decimal("1e9")).add("current").add("savings").add("rent")
d = lambda n: date(2023, 3, n)
jobs = [(d(1), "equity", "current", "2450.00", "salary"), (d(2), "current", "rent", "930.505", "march rent"),
        (d(3), "current", "savings", "400", "standing order"), (d(9), "savings", "current", "900", "too much"),
        (d(10), "current", "holiday", "50", "unknown"), (d(12), "current", "rent", "-5", "refund?"),
        (d(31), "equity", "savings", Decimal("400") * Decimal("0.0425") / 12, "interest")]
for job in jobs:
    try:
        ledger.transfer(*job)
    except LedgerError as e:
        print(f"refused {job[4]!r}: {type(e).__name__}: {e}")
for name in ("current", "savings", "rent"):
    print(*ledger[name].statement(), sep="\n")
print("books balance:", ledger.check())
