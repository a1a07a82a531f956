"""A tour of format specifications: numbers, strings, dates, nesting, conversions and percent style."""
import math
from datetime import date, time
from decimal import Decimal

print("|".join(f"{v!s:>8}" for v in (1, -2.5, "txt", None, True)))
for spec in ("d", "5d", "<5d", "^5d", "+d", " d", "05d", "_d", ",d", "b", "o", "x", "X", "#x", "#010b", "c", "n", "e", ".2f", "%", ".1%"):
    print(f"{spec:>6} -> [{format(1234 if spec != 'c' else 9731, spec)}]", end="  " if len(spec) < 3 else "\n")
print()
for spec in ("", ".3", ".3f", ".3e", ".3g", "10.2f", "<10.2f", "^+10.1f", "=+10.1f", "*>10", "0>10.4", ",.2f", "#.0f", "g", "G", "z.1f"):
    print(f"{spec:>8} -> [{-0.04 if spec == 'z.1f' else 9876.54321:{spec}}]")
for value in (0.1 + 0.2, 1e7, 1e-5, 123456789.0, 2.5e8, -0.0, math.inf, -math.nan, 5e-324, 100.0, 2.675):
    print(f"{value:.10g} ; {value:10.2f} ; {round(value, 2) if math.isfinite(value) else None} ; {value:.3e}")
name, width, fill = "naïve", 12, "*"
print(f"[{name:{fill}^{width}}] [{name:.3}] [{name!r:>10}] [{name!a}] [{name:<{width}}]")
print(f"{name=} {width + 1 = } {name.upper()=!s} {math.pi=:.3f} {3 > 2=}")
print(f"{date(2024, 2, 9):%A %d/%m/%y, day %j, week %V} {time(7, 5):%I:%M %p} {date(2024, 2, 9)!s:>12}")
print(f"{Decimal('1234567.891'):,.1f} {Decimal('0.000123'):e} {2 + 3j:.2f} {1 / 3 + 1j / 7:.3} {complex(1, -1):>10}")
print("%5d|%-5d|%05d|%+d|%x|%#o|%e|%.3g|%s|%r|%c|%%" % (42, 42, 42, 42, 255, 8, 12345.678, 0.00012345, "s", "r", 65))
print("%(a)s-%(b)06.2f" % {"a": "x", "b": 3.14159}, "%*d" % (6, 42), "%.*f" % (2, 2.71828))
print("{0} {1} {0}".format("a", "b"), "{:>{w}.{p}f}".format(math.e, w=9, p=3), "{d[key]} {l[1]} {n.real}".format(d={"key": 1}, l=[0, 2], n=3))
print("centre".center(12, "="), "7".zfill(4), "-7".zfill(4), "tab\tbed".expandtabs(8), "a-b_c".replace("-", "_").split("_"), "xxhixx".strip("x"))
print("title case here".title(), "it's".capitalize(), "a,b,,c".split(","), "a b  c".split(), "k=v=w".partition("="), "k=v=w".rpartition("="), "l1\nl2\r\nl3".splitlines(True))
print("prefix_x".removeprefix("prefix_"), "file.tar.gz".removesuffix(".gz"), "abcabc".find("c", 3), "abc".index("b"), "aXbX".count("X"), "%s" % ((1, 2),), "é".isalpha(), "_id9".isidentifier())


class Money:
    def __init__(self, pence):
        self.pence = pence

    def __format__(self, spec):
        sign, spec = ("-" if self.pence < 0 else "", spec)
        body = f"{sign}£{abs(self.pence) // 100:,}.{abs(self.pence) % 100:02}"
        return format(body, spec)

    def __repr__(self):
        return f"Money({self.pence})"


print(f"{Money(1234567):>15}|{Money(-5):<8}|{Money(99)!r}|{[Money(1)]}")
print(f"{'nested ' + f'{1 + 1}'} {'{literal}'} {{braces}} {'a' 'b'} {(lambda x: x * 2)(4)} {[i for i in range(3)]!s:>12}")
for bad in (lambda: format(3, "s"), lambda: format("x", "d"), lambda: format(3.5, "d"), lambda: format("x", "=5"), lambda: format(1, ",b"), lambda: format([], ">5")):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__ + ":", e)
