"""Reads numbers from standard input until it ends and prints a summary, skipping bad lines."""
import math
from statistics import fmean, median

values, bad = [], []
line_number = 0
while True:
    try:
        line = input()
    except EOFError:
        break
    line_number += 1
    line = line.split("#")[0].strip()
    if not line:
        continue
    for word in line.replace(",", " ").split():
        try:
            values.append(float(word))
        except ValueError as e:
            bad.append((line_number, str(e)))

print(f"{line_number} lines, {len(values)} numbers, {len(bad)} rejected")
for n, why in bad:
    print(f"  line {n}: {why}")
finite = [v for v in values if math.isfinite(v)]
print(f"sum {math.fsum(finite):g}, mean {fmean(finite):.4f}, median {median(finite):g}, range {min(finite):g}..{max(finite):g}")
width = 5
low = math.floor(min(finite) / width) * width
while low <= max(finite):
    n = sum(low <= v < low + width for v in finite)
    print(f"{low:>5}..{low + width:<4} {'#' * n}")
    low += width
