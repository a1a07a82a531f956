"""A three-stage pipeline over queues, with priority, LIFO, bounded and simple queue behaviour."""
import queue
import threading

DONE = object()


def stage(source, sink, f, workers, errors):
    def loop():
        while True:
            item = source.get()
            try:
                if item is DONE:
                    source.put(DONE)
                    return
                n, value = item
                try:
                    sink.put((n, f(value)))
                except Exception as e:
                    errors.append((n, f"{type(e).__name__}: {e}"))
            finally:
                source.task_done()
    threads = [threading.Thread(target=loop, daemon=True) for _ in range(workers)]
    for t in threads:
        t.start()
    return threads


words = "alpha 12 beta 0 gamma 7 x9 30".split()
a, b, c, errors = queue.Queue(maxsize=4), queue.Queue(), queue.Queue(), []
first = stage(a, b, int, 2, errors)
second = stage(b, c, lambda n: round(100 / n, 3), 3, errors)
for item in enumerate(words):
    a.put(item)
a.put(DONE)
for t in first:
    t.join()
b.put(DONE)
for t in second:
    t.join()
results = []
while not c.empty():
    results.append(c.get_nowait())
print("results:", sorted(results))
print(*sorted(errors), sep="\n")

p = queue.PriorityQueue()
for urgency, job in ((3, "sweep"), (1, "fire"), (2, "leak"), (1, "alarm")):
    p.put((urgency, job))
print("by urgency:", [p.get()[1] for _ in range(p.qsize())])
l = queue.LifoQueue()
for i in range(4):
    l.put(i)
print("stack:", [l.get() for _ in range(4)], l.empty())
small = queue.Queue(2)
small.put(1)
small.put(2)
for action in (lambda: small.put_nowait(3), lambda: small.put(3, timeout=0.01), lambda: (small.get(), small.get(), small.get(block=False)), lambda: small.get(timeout=0.01), small.task_done, small.task_done, small.task_done):
    try:
        action()
        print("ok")
    except (queue.Full, queue.Empty, ValueError) as e:
        print(type(e).__name__, e)
s = queue.SimpleQueue()
threading.Thread(target=lambda: [s.put(i) for i in range(3)]).start()
print("simple:", [s.get(timeout=5) for _ in range(3)])
