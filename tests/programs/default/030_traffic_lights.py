"""Two traffic lights driven by generators and a timetable, with a safety check each second."""
from collections import Counter, deque
from itertools import chain, cycle, islice, repeat

GREEN, AMBER, RED, RED_AMBER = "G", "A", "R", "r"


def light(green, other_green, amber=3, all_red=2, delay=0):
    """Yields one state per second; sending a number extends the current green."""
    plan = [(GREEN, green), (AMBER, amber), (RED, all_red + 2 + other_green + amber + all_red), (RED_AMBER, 2)]
    order = cycle(plan)
    for _ in range(delay):
        yield RED
    if delay:
        plan_first = (RED_AMBER, 2)
        for _ in range(plan_first[1]):
            yield RED_AMBER
    for state, seconds in order:
        left = seconds
        while left > 0:
            extra = yield state
            left -= 1
            if extra and state == GREEN:
                left += extra


main = light(20, 10)
side = light(10, 20, delay=20 + 3 + 2)
pairs = list(islice(zip(main, side), 96))
print("main", "".join(a for a, _ in pairs))
print("side", "".join(b for _, b in pairs))
unsafe = [t for t, (a, b) in enumerate(pairs) if a in "GA" and b in "GA"]
print("unsafe seconds:", unsafe)
print(Counter(a + b for a, b in pairs).most_common())


def runs(states):
    out = []
    for s in states:
        if out and out[-1][0] == s:
            out[-1][1] += 1
        else:
            out.append([s, 1])
    return out


print("side phases:", runs(b for _, b in pairs))
extended = light(5, 5)
log = [next(extended) for _ in range(4)]
log.append(extended.send(3))
log += [next(extended) for _ in range(6)]
print("extended green:", "".join(log))
extended.close()
print("after close:", list(extended))

arrivals = chain([0, 3, 4], repeat(1, 5), [0] * 8)
queue, served = deque(), []
for second, (n, state) in enumerate(zip(arrivals, cycle("RRRRGGGG"))):
    queue.extend([second] * n)
    if state == "G" and queue:
        served.append(second - queue.popleft())
print("waits:", served, "still queued:", len(queue))
