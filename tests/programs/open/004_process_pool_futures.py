"""A process pool computing primes and word counts, with initialisers, chunks and remote errors."""
import math
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import reduce

LIMITS = None


class TooBig(Exception):
    def __init__(self, n, limit):
        super().__init__(n, limit)
        self.n, self.limit = n, limit

    def __str__(self):
        return f"{self.n} exceeds {self.limit}"


def setup(limit):
    global LIMITS
    LIMITS = limit


def primes_in(span):
    lo, hi = span
    return sum(n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1)) for n in range(lo, hi))


def checked(n):
    if n > LIMITS:
        raise TooBig(n, LIMITS)
    return math.factorial(n)


def count_words(text):
    return Counter(text.split())


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=2) as pool:
        spans = [(i, i + 500) for i in range(0, 4000, 500)]
        print("primes by block:", list(pool.map(primes_in, spans)))
        texts = ["the cat the dog", "a dog a bone", "the bone"] * 3
        totals = reduce(Counter.__add__, pool.map(count_words, texts, chunksize=3))
        print("words:", sorted(totals.items()))
        futures = {pool.submit(pow, 3, k): k for k in range(6)}
        print("powers:", sorted((futures[f], f.result()) for f in as_completed(futures)))
    with ProcessPoolExecutor(2, initializer=setup, initargs=(12,)) as pool:
        for n in (5, 12, 13):
            try:
                print(n, "->", pool.submit(checked, n).result(timeout=20))
            except TooBig as e:
                print("remote error:", e, e.limit, type(e.__cause__).__name__)
        try:
            pool.submit(lambda: 1).result(timeout=20)
        except Exception as e:
            print("cannot send:", type(e).__name__)
    print("limit in the parent:", LIMITS)
