"""multiprocessing.Pool: map, starmap, imap, apply_async with callbacks, errors and maxtasksperchild."""
import math
import multiprocessing as mp
from itertools import repeat


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def distance(a, b):
    return round(math.dist(a, b), 4)


def root(x):
    if x < 0:
        raise ValueError(f"negative: {x}")
    return math.sqrt(x)


def count_up(_):
    count_up.calls = getattr(count_up, "calls", 0) + 1
    return count_up.calls


if __name__ == "__main__":
    with mp.get_context("fork").Pool(2) as pool:
        lengths = pool.map(collatz, range(1, 500), chunksize=50)
        print("longest below 500:", max(range(1, 500), key=lambda n: lengths[n - 1]), max(lengths))
        print(pool.starmap(distance, [((0, 0), (3, 4)), ((1, 1), (2, 2))]), pool.starmap(pow, zip(range(5), repeat(3))))
        print("imap:", [n for n in pool.imap(collatz, (27, 97, 871))], "unordered:", sorted(pool.imap_unordered(collatz, range(1, 9))))
        results, errors = [], []
        jobs = [pool.apply_async(root, (x,), callback=results.append, error_callback=errors.append) for x in (4, -1, 9)]
        for j in jobs:
            j.wait(10)
        print("successful:", [j.successful() for j in jobs], sorted(results), [str(e) for e in errors])
        try:
            pool.map(root, [1, -4, 9])
        except ValueError as e:
            print("map failed:", e)
        try:
            pool.apply_async(mp.Event().wait, (30,)).get(timeout=0.05)
        except (mp.TimeoutError, RuntimeError) as e:
            print(type(e).__name__)
    with mp.Pool(1, maxtasksperchild=2) as pool:
        print("calls seen by fresh workers:", [pool.apply(count_up, (i,)) for i in range(5)])
        pool.close()
        pool.join()
        try:
            pool.apply(root, (1,))
        except ValueError as e:
            print(e)
