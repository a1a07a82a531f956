"""Threads moving money under locks, a condition-based buffer, a barrier, a semaphore and thread locals."""
import threading
import time
from collections import Counter, deque


class Account:
    def __init__(self, n, balance):
        self.n, self.balance, self.lock = n, balance, threading.Lock()


def transfer(a, b, amount):
    first, second = sorted((a, b), key=lambda x: x.n)
    with first.lock, second.lock:
        if a.balance >= amount:
            a.balance -= amount
            b.balance += amount


accounts = [Account(i, 100) for i in range(5)]


def worker(seed):
    for k in range(200):
        i, j = (seed * 7 + k) % 5, (seed * 3 + k * 2 + 1) % 5
        if i != j:
            transfer(accounts[i], accounts[j], k % 13)


threads = [threading.Thread(target=worker, args=(i,), name=f"mover-{i}") for i in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("total:", sum(a.balance for a in accounts), "none negative:", min(a.balance for a in accounts) >= 0)
print([t.name for t in threads], any(t.is_alive() for t in threads))


class Buffer:
    def __init__(self, size):
        self.items, self.size, self.ready = deque(), size, threading.Condition()
        self.most = 0

    def put(self, x):
        with self.ready:
            self.ready.wait_for(lambda: len(self.items) < self.size)
            self.items.append(x)
            self.most = max(self.most, len(self.items))
            self.ready.notify_all()

    def get(self):
        with self.ready:
            assert self.ready.wait_for(lambda: self.items, timeout=5)
            x = self.items.popleft()
            self.ready.notify_all()
            return x


buffer, got, lock = Buffer(3), [], threading.Lock()


def consume():
    while (x := buffer.get()) is not None:
        with lock:
            got.append(x * x)


consumers = [threading.Thread(target=consume) for _ in range(3)]
for c in consumers:
    c.start()
for i in range(50):
    buffer.put(i)
for _ in consumers:
    buffer.put(None)
for c in consumers:
    c.join()
print("consumed:", len(got), sum(got), "buffer never over:", buffer.most <= 3)

barrier, rounds = threading.Barrier(4), []


def meet(i):
    for r in range(3):
        rounds.append(r)
        barrier.wait(5)


ts = [threading.Thread(target=meet, args=(i,)) for i in range(4)]
[t.start() for t in ts]
[t.join() for t in ts]
print("rounds in step:", rounds == sorted(rounds), Counter(rounds))

local, seen = threading.local(), []
gate, inside, peak = threading.Semaphore(2), 0, 0


def limited(i):
    global inside, peak
    local.value = i * 10
    with gate:
        with lock:
            inside += 1
            peak = max(peak, inside)
        time.sleep(0.005)
        with lock:
            inside -= 1
            seen.append(local.value)


ts = [threading.Thread(target=limited, args=(i,)) for i in range(6)]
[t.start() for t in ts]
[t.join() for t in ts]
print("locals:", sorted(seen), "at most two inside:", peak <= 2, hasattr(local, "value"))
event, timer_ran = threading.Event(), []
timer = threading.Timer(0.01, lambda: (timer_ran.append("tick"), event.set()))
timer.start()
print("event:", event.wait(5), timer_ran, "timeout:", threading.Event().wait(0.001))
r = threading.RLock()
with r, r:
    print("re-entrant lock ok", threading.Lock().acquire(blocking=False), threading.active_count() >= 1)
