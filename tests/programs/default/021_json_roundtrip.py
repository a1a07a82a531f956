"""JSON round trips of richer types through a default hook and an object hook, plus error reports."""
import json
from collections import OrderedDict
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction


class Encoder(json.JSONEncoder):
    def default(self, o):
        match o:
            case datetime():
                return {"$": "datetime", "v": o.isoformat()}
            case date():
                return {"$": "date", "v": o.isoformat()}
            case timedelta():
                return {"$": "delta", "v": o.total_seconds()}
            case Decimal() | Fraction():
                return {"$": type(o).__name__, "v": str(o)}
            case complex(real=r, imag=i):
                return {"$": "complex", "v": [r, i]}
            case set() | frozenset():
                return {"$": "set", "v": sorted(o)}
            case bytes():
                return {"$": "bytes", "v": o.hex(" ")}
        return super().default(o)


DECODERS = {
    "datetime": datetime.fromisoformat, "date": date.fromisoformat, "delta": lambda v: timedelta(seconds=v),
    "Decimal": Decimal, "Fraction": Fraction, "complex": lambda v: complex(*v), "set": set, "bytes": bytes.fromhex,
}


def hook(obj):
    return DECODERS[obj["$"]](obj["v"]) if "$" in obj else obj


value = {
    "when": datetime(2021, 5, 4, 3, 2, 1, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    "day": date(1999, 12, 31), "span": timedelta(days=2, minutes=7), "price": Decimal("19.990"),
    "ratio": Fraction(22, 7), "z": 3 - 4j, "tags": {"b", "a", "c"}, "raw": b"\x00\xffhi", "none": None,
    "nested": [1, [2, [3.5, True]], {"k": "v"}],
}
text = json.dumps(value, cls=Encoder, indent=1)
print(text)
print("round trip equal:", json.loads(text, object_hook=hook) == value)
print(json.dumps({"é": "ü☃", "tab": "\t\"\\", "astral": "𝄞"}), json.dumps("ü☃", ensure_ascii=False))
print(json.dumps([float("inf"), float("nan"), 1e100, -0.0, 1e-7]), json.dumps({1: 2, None: 3, True: 4, 2.5: 5}))
print(json.loads('{"a": 1, "b": 2, "a": 3}', object_pairs_hook=list))
print(json.loads('{"z": 1.10, "y": 5}', parse_float=Decimal, object_pairs_hook=OrderedDict))
print(json.dumps([[], {}, [{}]], separators=(",", ":")), json.dumps({"b": 1, "a": [1, 2]}, sort_keys=True, indent="--"))
for bad in ('{"a": }', "[1, 2", "tru", '"\x01"', "{'a': 1}", "1 2", ""):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(f"{bad!r}: {e.msg} at {e.pos}")
for bad in ({"x": object}, {(1, 2): 3}):
    try:
        json.dumps(bad)
    except TypeError as e:
        print(e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
