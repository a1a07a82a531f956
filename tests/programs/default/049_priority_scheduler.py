"""CPU scheduling policies compared on one workload: FCFS, SJF, round robin, priority with ageing."""
import heapq
from collections import deque
from typing import NamedTuple


class Job(NamedTuple):
    name: str
    arrives: int
    burst: int
    priority: int


JOBS = [Job("A", 0, 8, 3), Job("B", 1, 4, 1), Job("C", 2, 9, 4), Job("D", 3, 5, 2), Job("E", 25, 2, 5)]


def fcfs(jobs):
    t = 0
    for j in sorted(jobs, key=lambda j: j.arrives):
        t = max(t, j.arrives)
        yield t, t + j.burst, j.name
        t += j.burst


def sjf(jobs):
    waiting, t, pending = [], 0, deque(sorted(jobs, key=lambda j: j.arrives))
    while waiting or pending:
        while pending and pending[0].arrives <= t:
            j = pending.popleft()
            heapq.heappush(waiting, (j.burst, j.arrives, j))
        if not waiting:
            t = pending[0].arrives
            continue
        j = heapq.heappop(waiting)[-1]
        yield t, t + j.burst, j.name
        t += j.burst


def round_robin(jobs, quantum=3):
    pending, ready, t = deque(sorted(jobs, key=lambda j: j.arrives)), deque(), 0
    left = {j.name: j.burst for j in jobs}
    while pending or ready:
        while pending and pending[0].arrives <= t:
            ready.append(pending.popleft())
        if not ready:
            t = pending[0].arrives
            continue
        j = ready.popleft()
        run = min(quantum, left[j.name])
        yield t, t + run, j.name
        t += run
        left[j.name] -= run
        while pending and pending[0].arrives <= t:
            ready.append(pending.popleft())
        if left[j.name]:
            ready.append(j)


def ageing(jobs):
    left, waited, last, start = {j.name: j.burst for j in jobs}, {j.name: 0 for j in jobs}, None, 0
    t = 0
    while any(left.values()):
        ready = [j for j in jobs if j.arrives <= t and left[j.name]]
        pick = min(ready, key=lambda j: (j.priority - waited[j.name] // 6, j.arrives)).name if ready else None
        if pick != last:
            if last:
                yield start, t, last
            last, start = pick, t
        for j in ready:
            waited[j.name] = 0 if j.name == pick else waited[j.name] + 1
        if pick:
            left[pick] -= 1
        t += 1
    yield start, t, last


for policy in (fcfs, sjf, round_robin, ageing):
    slots = list(policy(JOBS))
    finish = {}
    for start, end, name in slots:
        finish[name] = end
    turn = {j.name: finish[j.name] - j.arrives for j in JOBS}
    wait = {j.name: turn[j.name] - j.burst for j in JOBS}
    print(policy.__name__)
    line = [" "] * max(finish.values())
    for start, end, name in slots:
        line[start:end] = name * (end - start)
    print("   ", "".join(line))
    print(f"    mean wait {sum(wait.values()) / len(wait):.2f}, mean turnaround {sum(turn.values()) / len(turn):.2f}, switches {len(slots) - 1}")
    print("   ", wait)
