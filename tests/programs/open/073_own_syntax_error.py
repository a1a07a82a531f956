"""The program itself has a syntax error further down, so nothing of it runs."""
import math

print("this is never printed")


def area(radius):
    return math.pi * radius ** 2


values = [area(r) for r in range(5)]
for v in values
    print(round(v, 2))
print("nor this")
