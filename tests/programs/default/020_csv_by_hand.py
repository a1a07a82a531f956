"""A hand-written CSV reader as a character state machine, then grouped totals."""
from collections import defaultdict
from enum import Enum, auto

DATA = '''region,product,units,price,comment
North,"Tea, green",12,3.50,"said ""fine"""
South,Coffee,7,6.25,
North,Coffee,3,6.25,"two
lines"
East,"Tea, black",,3.10,missing units
South,"Tea, green",20,3.5,ok
'''


class State(Enum):
    START = auto()
    PLAIN = auto()
    QUOTED = auto()
    AFTER_QUOTE = auto()


def read_csv(text):
    state, field, row = State.START, [], []

    def end_field():
        row.append("".join(field))
        field.clear()

    for pos, ch in enumerate(text):
        match state, ch:
            case State.START, '"':
                state = State.QUOTED
            case State.QUOTED, '"':
                state = State.AFTER_QUOTE
            case State.AFTER_QUOTE, '"':
                field.append('"')
                state = State.QUOTED
            case State.QUOTED, _:
                field.append(ch)
            case _, ",":
                end_field()
                state = State.START
            case _, "\n":
                end_field()
                yield row.copy()
                row.clear()
                state = State.START
            case State.AFTER_QUOTE, _:
                raise ValueError(f"unexpected {ch!r} after closing quote at {pos}")
            case _:
                field.append(ch)
                state = State.PLAIN
    if state is State.QUOTED:
        raise ValueError("unterminated quote")
    if field or row:
        end_field()
        yield row.copy()


header, *rows = read_csv(DATA)
records = [dict(zip(header, r)) for r in rows]
for r in records:
    print(r)

totals = defaultdict(float)
skipped = 0
for r in records:
    try:
        totals[r["region"]] += int(r["units"]) * float(r["price"])
    except ValueError as e:
        skipped += 1
        print("skipped:", e)
for region, total in sorted(totals.items(), key=lambda kv: -kv[1]):
    print(f"{region:<6}{total:>8.2f}")


def to_csv(row):
    return ",".join('"' + c.replace('"', '""') + '"' if set(c) & set(',"\n') else c for c in row)


print("round trip:", "\n".join(map(to_csv, [header, *rows])) + "\n" == DATA)
for bad in ('a,"b"c\n', '"never ends', "x,y\r\n", "", "last,line"):
    try:
        print(repr(bad), list(read_csv(bad)))
    except ValueError as e:
        print(repr(bad), "->", e)
