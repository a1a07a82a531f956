"""Number bases: conversions, negabinary, balanced ternary, factorial base and Gray codes."""
import string

DIGITS = string.digits + string.ascii_lowercase


def to_base(n, base):
    if not 2 <= base <= 36:
        raise ValueError(f"base {base} not in 2..36")
    sign, n, out = "-" if n < 0 else "", abs(n), ""
    while True:
        n, d = divmod(n, base)
        out = DIGITS[d] + out
        if not n:
            return sign + out


def negative_base(n, base=-2):
    out = ""
    while True:
        n, d = divmod(n, base)
        if d < 0:
            n, d = n + 1, d - base
        out = DIGITS[d] + out
        if not n:
            return out


def balanced_ternary(n):
    out = ""
    while n or not out:
        d = (n + 1) % 3 - 1
        out = "T01"[d + 1] + out
        n = (n - d) // 3
    return out


def factoradic(n):
    out, base = [], 1
    while n or not out:
        n, d = divmod(n, base)
        out.append(d)
        base += 1
    return ":".join(map(str, reversed(out)))


def gray(n):
    return n ^ (n >> 1)


def from_gray(g):
    n = 0
    while g:
        n ^= g
        g >>= 1
    return n


print("  n     bin  oct hex b36   neg2    bt   fact")
for n in (0, 1, 5, 10, 42, 255):
    print(f"{n:>3} {n:>8b} {n:>4o} {n:>3X} {to_base(n, 36):>3} {negative_base(n):>10}  {balanced_ternary(n):>6} {factoradic(n):>9}")
print("negatives", to_base(-255, 16), negative_base(-7), balanced_ternary(-8), int("-ff", 16), int("zz", 36), int("0b101", 0), int("1_000"), sep=", ")
print("round trip:", all(int(to_base(n, b), b) == n for b in range(2, 37) for n in range(-300, 301, 37)))
print("gray:", [f"{gray(i):03b}" for i in range(8)], all(from_gray(gray(i)) == i for i in range(256)))
print("one bit apart:", all((gray(i) ^ gray(i + 1)).bit_count() == 1 for i in range(255)))


def fraction_digits(num, den, base=10, limit=40):
    seen, out, rest = {}, [], num % den
    while rest and rest not in seen and len(out) < limit:
        seen[rest] = len(out)
        rest *= base
        out.append(DIGITS[rest // den])
        rest %= den
    if rest in seen:
        cut = seen[rest]
        return f"{num // den}.{''.join(out[:cut])}({''.join(out[cut:])})"
    return f"{num // den}.{''.join(out) or '0'}"


for a, b, base in ((1, 3, 10), (1, 7, 10), (5, 8, 10), (1, 6, 10), (22, 7, 10), (1, 10, 2), (1, 3, 3), (1, 11, 16)):
    print(f"{a}/{b} in base {base}: {fraction_digits(a, b, base)}")
print((255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"), (-2).to_bytes(2, "big", signed=True).hex(), (1000).bit_length())
print((0.1).hex(), float.fromhex("0x1.8p1"), (0.75).as_integer_ratio(), hex(-255), oct(8), bin(-5), f"{3.0:.3e}", f"{7:#b} {7:#o} {77:#x}")
for bad in (lambda: to_base(1, 37), lambda: int("12", 2), lambda: int("", 10), lambda: int("1__0"), lambda: (300).to_bytes(1, "big")):
    try:
        bad()
    except (ValueError, OverflowError) as e:
        print(type(e).__name__ + ":", e)
