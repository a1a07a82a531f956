"""Doctests in its own docstrings, run quietly with counts, including one that is meant to fail."""
import doctest


def gcd(a, b):
    """Greatest common divisor.

    >>> gcd(12, 18)
    6
    >>> [gcd(n, 10) for n in range(1, 6)]
    [1, 2, 1, 2, 5]
    >>> gcd("a", 1)
    Traceback (most recent call last):
        ...
    TypeError: not all arguments converted during string formatting
    """
    while b:
        a, b = b, a % b
    return a


class Ledger:
    """Adds up amounts.

    >>> l = Ledger()
    >>> for n in (1, 2, 3):
    ...     l.add(n)
    >>> l
    Ledger(6)
    >>> l.history()           # doctest: +ELLIPSIS
    [1, ..., 3]
    """

    def __init__(self):
        self.items = []

    def add(self, n):
        """
        >>> Ledger().add(4) is None
        True
        """
        self.items.append(n)

    def history(self):
        return self.items

    def __repr__(self):
        return f"Ledger({sum(self.items)})"


def wrong():
    """
    >>> 1 + 1
    3
    >>> print("blank\\n\\nline")
    blank
    <BLANKLINE>
    line
    >>> {"b": 1, "a": 2}  # doctest: +SKIP
    whatever
    """


if __name__ == "__main__":
    finder, report = doctest.DocTestFinder(), []
    runner = doctest.DocTestRunner(verbose=False)
    for test in sorted(finder.find(__import__("__main__")), key=lambda t: t.name):
        if test.examples:
            outcome = runner.run(test, out=report.append)
            print(f"{test.name:24} examples {len(test.examples)} attempted {outcome.attempted} failed {outcome.failed}")
    print("total:", runner.tries, "tried,", runner.failures, "failed")
    print([l.strip() for l in "".join(report).splitlines() if l.strip()][-6:])
    parsed = doctest.DocTestParser().get_examples(">>> 2 + 2\n4\n\ntext\n\n>>> x = 1\n>>> x\n1\n")
    print([(e.source.strip(), e.want.strip(), e.lineno) for e in parsed])
    print(doctest.script_from_examples(">>> 1 + 1\n2\n\nprose\n"))
