"""Runs a list of self-checks and ends with the number of failures as exit code 3."""
import math


def check(name):
    def outer(f):
        CHECKS.append((name, f))
        return f
    return outer


CHECKS = []


@check("integer square roots")
def _():
    return all(math.isqrt(n) ** 2 <= n < (math.isqrt(n) + 1) ** 2 for n in range(500))


@check("floats add exactly")
def _():
    return 0.1 + 0.2 == 0.3


@check("division by zero is fine")
def _():
    return 1 / 0


@check("sorting is stable")
def _():
    pairs = [(1, "b"), (0, "a"), (1, "a")]
    return [p[1] for p in sorted(pairs, key=lambda p: p[0])] == ["a", "b", "a"]


@check("strings are mutable")
def _():
    s = "abc"
    s[0] = "x"
    return True


failures = 0
for name, f in CHECKS:
    try:
        verdict = "pass" if f() else "fail"
    except Exception as e:
        verdict = f"error ({type(e).__name__})"
    failures += verdict != "pass"
    print(f"{name:26} {verdict}")
print(failures, "of", len(CHECKS), "did not pass")
if failures:
    raise SystemExit(failures)
