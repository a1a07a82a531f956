"""Mixes input(), readline, read(n), iteration and the raw buffer on one standard input."""
import sys

name = input("name: ")
n = int(input())
rows = [list(map(int, sys.stdin.readline().split())) for _ in range(n)]
print(f"{name}: {rows}")
print("sums", [sum(r) for r in rows], "columns", [sum(c) for c in zip(*rows)])
print("next five characters:", repr(sys.stdin.read(5)))
print("rest of that line:", repr(sys.stdin.readline()))
for line in sys.stdin:
    if line.strip() == "END":
        break
    key, _, value = line.strip().partition("=")
    print(f"  {key:>6}: {value}")
print("after END:", repr(input("> ")))
rest = sys.stdin.read().split("\n")
print(len(rest), "pieces left:", rest)
print(repr(sys.stdin.read()), list(sys.stdin), sys.stdin.buffer.read())
sys.stdin.close()
try:
    input()
except (ValueError, RuntimeError) as e:
    print(type(e).__name__, e)
