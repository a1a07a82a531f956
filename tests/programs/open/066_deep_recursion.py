"""Recursion limits: a caught RecursionError, a raised limit, and deep recursion in a thread with a big stack."""
import sys
import threading


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


def total(n):
    return 0 if n == 0 else n + total(n - 1)


def fold(tree):
    return 1 + fold(tree[0]) if tree else 0


print("limit", sys.getrecursionlimit(), "reached", depth())
try:
    total(5000)
except RecursionError as e:
    print("RecursionError:", e)
sys.setrecursionlimit(3000)
print("total(2500) =", total(2500), "reached", depth())
sys.setrecursionlimit(30_000)
threading.stack_size(64 * 1024 * 1024)
answers = []
t = threading.Thread(target=lambda: answers.append(total(20_000)))
t.start()
t.join()
print("in a thread:", answers, threading.stack_size(0))
sys.setrecursionlimit(1000)
nested = []
for _ in range(100_000):
    nested = [nested]
try:
    repr(nested)
except RecursionError as e:
    print("repr:", e)
try:
    fold(nested)
except RecursionError as e:
    print("fold:", e)
while nested:
    nested = nested[0]


class Echo:
    def __getattr__(self, name):
        return getattr(self, name + "x")


try:
    Echo().go
except RecursionError as e:
    print("attribute:", str(e)[:32])
for bad in (0, -5, "x"):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
sys.setrecursionlimit(80)
print("small limit reached", depth())
total(200)
