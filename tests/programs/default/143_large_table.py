"""Prints a long multiplication and powers table, about forty kilobytes of output in many writes."""
import math


def row(cells, widths):
    print("|" + "|".join(str(c).rjust(w) for c, w in zip(cells, widths)) + "|")


widths = [5, 8, 11, 8, 8, 6, 9, 12]
row(("n", "n^2", "n^3", "sqrt", "ln", "bits", "hex", "divisors"), widths)
print("+" + "+".join("-" * w for w in widths) + "+")
for n in range(1, 421):
    small = [d for d in range(1, math.isqrt(n) + 1) if n % d == 0]
    count = 2 * len(small) - (small[-1] ** 2 == n)
    row((n, n * n, n**3, f"{math.sqrt(n):.4f}", f"{math.log(n):.4f}", n.bit_length(), f"{n * 977:#x}", f"{count} {'*' * (count // 2)}"), widths)
total = 0
for n in range(1, 161):
    print(n, end=", " if n % 8 else ",\n")
    total += n
print(f"{'total':.<40}{total:.>10}")
for i in range(60):
    print(" " * (30 - abs(30 - i)) + "▞" * 3, i, sep="", flush=i % 10 == 0)
