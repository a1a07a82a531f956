"""Classic itertools recipes written out and exercised: windows, grouping, power sets, round robin."""
from collections import deque
from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse,
                       groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest)
import operator


def windows(xs, n):
    it = iter(xs)
    w = deque(islice(it, n), maxlen=n)
    if len(w) == n:
        yield tuple(w)
    for x in it:
        w.append(x)
        yield tuple(w)


def chunks(xs, n):
    it = iter(xs)
    while part := tuple(islice(it, n)):
        yield part


def powerset(xs):
    s = list(xs)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))


def round_robin(*iterables):
    pending, nexts = len(iterables), cycle(iter(it).__next__ for it in iterables)
    while pending:
        try:
            for nxt in nexts:
                yield nxt()
        except StopIteration:
            pending -= 1
            nexts = cycle(islice(nexts, pending))


def partition(pred, xs):
    a, b = tee(xs)
    return list(filterfalse(pred, a)), list(filter(pred, b))


def unique(xs, key=None):
    seen = set()
    for x in xs:
        k = key(x) if key else x
        if k not in seen:
            seen.add(k)
            yield x


def flatten(x):
    for i in x:
        if isinstance(i, (list, tuple)):
            yield from flatten(i)
        else:
            yield i


def first_true(xs, default=None, pred=None):
    return next(filter(pred, xs), default)


print(list(windows("abcde", 3)), list(chunks(range(7), 3)))
print(["".join(s) for s in powerset("abc")], "".join(round_robin("ABC", "D", "EF")))
print(partition(lambda n: n % 3 == 0, range(10)), "".join(unique("AbracadabrA", str.lower)))
print(list(flatten([1, [2, (3, [4, []]), 5], []])), first_true([0, "", None, 7, 8], "none"), first_true([], "none"))
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(accumulate(repeat(100, 4), lambda b, _: b * 1.1 // 1)))
print([(k, len(list(g))) for k, g in groupby("aaabbcaaa")], {k: [w for w in g] for k, g in groupby(sorted("pear fig plum kiwi date apple".split(), key=len), len)})
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(takewhile(lambda n: n < 10, (n * n for n in count(1)))), list(dropwhile(str.isspace, "  x y")))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=3))[-2:], list(permutations("abc", 2))[:4], list(combinations_with_replacement("xy", 3)))
print(list(starmap(pow, [(2, 5), (3, 2)])), list(zip_longest("abc", "x", fillvalue="-")), list(islice(cycle("ab"), 3, 8, 2)), list(pairwise([1, 4, 9, 16])))
a, b = tee(map(str.upper, "tee"))
print(next(a), list(b), list(a), sum(1 for _ in permutations(range(6))), list(chain("ab", [1], {})), list(islice(count(10, -2.5), 4)))
grid = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*grid)), [list(r) for r in zip(*grid[::-1])], list(map(sum, zip(*grid))), list(zip("ab", range(9))))
try:
    list(zip("abc", "de", strict=True))
except ValueError as e:
    print(e)
try:
    next(chain())
except StopIteration as e:
    print("StopIteration", e.args)
