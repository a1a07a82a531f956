"""Longest common subsequence used to print a line diff with context, as patch tools do."""
OLD = """def greet(name):
    print("Hello " + name)

def add(a, b):
    return a + b

def unused():
    pass

greet("world")""".splitlines()
NEW = """def greet(name, greeting="Hello"):
    print(f"{greeting} {name}")

def add(a, b):
    \"\"\"Sum of two numbers.\"\"\"
    return a + b

greet("world")
greet("moon", greeting="Goodnight")""".splitlines()


def lcs_pairs(a, b):
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            if a[i] == b[j]:
                lengths[i][j] = lengths[i + 1][j + 1] + 1
            else:
                lengths[i][j] = max(lengths[i + 1][j], lengths[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1


def diff(a, b):
    i = j = 0
    for x, y in [*lcs_pairs(a, b), (len(a), len(b))]:
        yield from (("-", line) for line in a[i:x])
        yield from (("+", line) for line in b[j:y])
        if x < len(a):
            yield " ", a[x]
        i, j = x + 1, y + 1


ops = list(diff(OLD, NEW))
for mark, line in ops:
    print(mark, line)
print("removed", sum(m == "-" for m, _ in ops), "added", sum(m == "+" for m, _ in ops))
assert [l for m, l in ops if m != "+"] == OLD
assert [l for m, l in ops if m != "-"] == NEW
print("patch reproduces both sides")
