"""Generators: pipelines, send and throw, delegation with return values, lazy primes and clean-up."""
from itertools import chain, count, islice

EVENTS = []


def lines(text):
    try:
        for line in text.splitlines():
            yield line
    finally:
        EVENTS.append("source closed")


def grep(word, source):
    return (l for l in source if word in l)


def fields(source):
    for line in source:
        key, _, value = line.partition(":")
        yield key.strip(), int(value)


def running_mean():
    total = n = 0
    mean = None
    while True:
        try:
            value = yield mean
        except ValueError as e:
            EVENTS.append(f"reset by {e}")
            total, n, mean = 0, 0, None
            continue
        total, n = total + value, n + 1
        mean = total / n


def averager(results):
    while True:
        results.append((yield from batch()))


def batch():
    values = []
    while (item := (yield)) is not None:
        values.append(item)
    return sum(values) / len(values) if values else None


def primes():
    yield 2
    known = {}
    for n in count(3, 2):
        p = known.pop(n, None)
        if p is None:
            yield n
            known[n * n] = 2 * n
        else:
            m = n + p
            while m in known:
                m += p
            known[m] = p


def walk(tree, path=()):
    match tree:
        case dict():
            for k, v in tree.items():
                yield from walk(v, (*path, k))
        case list():
            for i, v in enumerate(tree):
                yield from walk(v, (*path, str(i)))
        case leaf:
            yield "/".join(path), leaf


def countdown(n):
    while n:
        received = yield n
        n = received if received is not None else n - 1
    return "liftoff"


LOG = "cpu: 12\nmem: 80\ncpu: 18\nnet: 3\ncpu: 33"
pipe = fields(grep("cpu", lines(LOG)))
print(next(pipe))
pipe.close()
print(list(fields(grep("cpu", lines(LOG)))), EVENTS)
mean = running_mean()
next(mean)
print([mean.send(v) for v in (10, 20, 60)], mean.throw(ValueError("clock change")), mean.send(7), EVENTS[-1])
results = []
avg = averager(results)
next(avg)
for v in (1, 2, 3, None, None, 10, 30, None):
    avg.send(v)
print(results)
print(list(islice(primes(), 15)), next(islice(primes(), 1999, None)))
print(list(walk({"a": [1, {"b": 2}], "c": {"d": {"e": 3}}, "f": []})))
c = countdown(3)
out = [next(c), c.send(6), next(c), c.send(1)]
try:
    next(c)
except StopIteration as stop:
    print(out, stop.value)
for job in (lambda g: g.send(5), lambda g: g.throw(KeyError, "thrown"), lambda g: next(g) and g.close(), lambda g: (g.close(), next(g))):
    g = countdown(2)
    try:
        print(job(g))
    except (TypeError, KeyError, StopIteration) as e:
        print(type(e).__name__, e)


def leaky():
    try:
        yield 1
    except GeneratorExit:
        EVENTS.append("exit seen")
        raise


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield "no"


for gen in (leaky(), stubborn()):
    next(gen)
    try:
        gen.close()
    except RuntimeError as e:
        print(e)


def bad():
    yield next(iter(()))


try:
    list(bad())
except RuntimeError as e:
    print(e)
print(EVENTS[-1], sum(x * x for x in range(10)), [*chain(range(3), (y for y in "ab"))], {n: n**2 for n in range(4)}, (i for i in ()).__next__ is not None)
