"""Quantities with units: dimensional analysis, parsing, conversion and refusal of nonsense sums."""
from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering

BASE = ("m", "kg", "s", "A", "K")
ZERO = (0,) * len(BASE)


class DimensionError(TypeError):
    pass


@total_ordering
@dataclass(frozen=True, eq=False)
class Quantity:
    value: Fraction
    dims: tuple[int, ...] = ZERO

    def _same(self, other, verb):
        other = other if isinstance(other, Quantity) else Quantity(Fraction(other))
        if other.dims != self.dims:
            raise DimensionError(f"cannot {verb} {self.unit or 'a number'} and {other.unit or 'a number'}")
        return other

    def __add__(self, o):
        return Quantity(self.value + self._same(o, "add").value, self.dims)

    def __sub__(self, o):
        return Quantity(self.value - self._same(o, "subtract").value, self.dims)

    def __mul__(self, o):
        o = o if isinstance(o, Quantity) else Quantity(Fraction(o))
        return Quantity(self.value * o.value, tuple(a + b for a, b in zip(self.dims, o.dims)))

    def __truediv__(self, o):
        o = o if isinstance(o, Quantity) else Quantity(Fraction(o))
        return Quantity(self.value / o.value, tuple(a - b for a, b in zip(self.dims, o.dims)))

    def __rtruediv__(self, o):
        return Quantity(Fraction(o)) / self

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, n):
        return Quantity(self.value**n, tuple(d * n for d in self.dims))

    def __eq__(self, o):
        return isinstance(o, Quantity) and (self.value, self.dims) == (o.value, o.dims)

    def __lt__(self, o):
        return self.value < self._same(o, "compare").value

    def __hash__(self):
        return hash((self.value, self.dims))

    @property
    def unit(self):
        up = [b + (f"^{d}" if d > 1 else "") for b, d in zip(BASE, self.dims) if d > 0]
        down = [b + (f"^{-d}" if d < -1 else "") for b, d in zip(BASE, self.dims) if d < 0]
        return "·".join(up or (["1"] if down else [])) + ("/" + "·".join(down) if down else "")

    def to(self, unit):
        ratio = self / UNITS[unit]
        if ratio.dims != ZERO:
            raise DimensionError(f"{self.unit or 'a number'} is not measured in {unit}")
        return f"{float(ratio.value):.6g} {unit}"

    def __str__(self):
        return f"{float(self.value):.6g} {self.unit}".strip()


def unit(i):
    return Quantity(Fraction(1), tuple(int(j == i) for j in range(len(BASE))))


UNITS = {name: unit(i) for i, name in enumerate(BASE)}
m, kg, s, A, K = UNITS.values()
UNITS |= {"km": m * 1000, "cm": m / 100, "mile": m * Fraction("1609.344"), "ft": m * Fraction("0.3048"), "g": kg / 1000, "min": s * 60, "h": s * 3600}
UNITS |= {"N": kg * m / s**2, "l": m**3 / 1000, "Hz": 1 / s, "mph": UNITS["mile"] / UNITS["h"]}
UNITS |= {"J": UNITS["N"] * m, "Pa": UNITS["N"] / m**2}
UNITS |= {"W": UNITS["J"] / s, "kWh": UNITS["J"] * 3_600_000, "bar": UNITS["Pa"] * 100_000}
UNITS |= {"V": UNITS["W"] / A}


def parse(text):
    match = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*(.*?)\s*", text)
    if not match:
        raise ValueError(f"cannot read {text!r}")
    q, sign = Quantity(Fraction(match[1])), 1
    for part in re.findall(r"[A-Za-z]+(?:\^-?\d+)?|/", match[2]):
        if part == "/":
            sign = -1
            continue
        name, _, power = part.partition("^")
        if name not in UNITS:
            raise ValueError(f"unknown unit {name!r}")
        q = q * UNITS[name] ** (sign * int(power or 1))
    return q


for text, target in (("60 mph", "m"), ("100 km / h", "mph"), ("2.5 kWh", "J"), ("70 kg m/s^2", "N"), ("12 ft", "cm"), ("3 bar", "Pa"), ("230 V A", "W"), ("1 l", "cm"), ("5 furlong", "m"), ("lots", "m")):
    try:
        q = parse(text)
        print(f"{text:14} = {q!s:26} = {q.to(target)}")
    except (DimensionError, ValueError) as e:
        print(f"{text:14} ! {type(e).__name__}: {e}")
mass, height, g = parse("75 kg"), parse("3 m"), parse("9.81 m/s^2")
energy = mass * g * height
print("energy", energy, "=", energy.to("kWh"), "; power over 2 s:", (energy / parse("2 s")).to("W"))
print(parse("1 mile") > parse("1600 m"), max(parse("3 ft"), parse("90 cm"), parse("0.95 m")), parse("100 cm") == m, len({parse("1 km"), parse("1000 m")}), sum([parse("1 m"), parse("2 ft")], m * 0))
for bad in (lambda: mass + height, lambda: mass < 5, lambda: height + 1, lambda: sum([m, m])):
    try:
        bad()
    except DimensionError as e:
        print("DimensionError:", e)
