"""Compares numbers with 'is' by mistake, which makes the compiler print a SyntaxWarning on stderr."""
COLOURS = ("red", "green", "blue")


def classify(n):
    if n is 0:
        return "zero"
    if n % 2 is 1:
        return "odd"
    return "even"


print([classify(n) for n in range(5)])
print({c: len(c) for c in COLOURS})
path = "C:\windows\dir"
print(path, len(path))
assert (len(COLOURS) == 3, "this tuple is always true")
print("done")
