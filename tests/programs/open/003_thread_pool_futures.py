"""Thread pool futures: map order, completion, callbacks, exceptions, timeouts and cancellation."""
import threading
import time
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future, ThreadPoolExecutor, TimeoutError, as_completed, wait


def square(n):
    time.sleep(0.002 * (5 - n % 5))
    return n * n


def fragile(n):
    if n % 3 == 0:
        raise ValueError(f"{n} is a multiple of three")
    return n


with ThreadPoolExecutor(max_workers=4, thread_name_prefix="calc") as pool:
    print("map keeps order:", list(pool.map(square, range(10))))
    futures = {pool.submit(fragile, n): n for n in range(1, 8)}
    outcome = {}
    for f in as_completed(futures):
        try:
            outcome[futures[f]] = f.result()
        except ValueError as e:
            outcome[futures[f]] = str(e)
    print(dict(sorted(outcome.items())))
    names = set(pool.map(lambda _: threading.current_thread().name.split("_")[0], range(8)))
    print("thread names:", names)
    try:
        list(pool.map(fragile, [1, 2, 3, 4]))
    except ValueError as e:
        print("map raised:", e)
    calls, called = [], threading.Event()
    f = pool.submit(pow, 2, 10)
    f.add_done_callback(lambda f: (calls.append(f.result()), called.set()))
    called.wait(5)
    print("callback:", calls, f.done(), f.cancelled(), f.exception())

hold = threading.Event()
with ThreadPoolExecutor(1) as pool:
    running = pool.submit(hold.wait, 5)
    waiting = [pool.submit(square, n) for n in range(3)]
    try:
        running.result(timeout=0.01)
    except TimeoutError as e:
        print("timeout:", type(e).__name__)
    print("cancelled:", [w.cancel() for w in waiting[:2]], running.cancel())
    done, pending = wait([running, waiting[2]], timeout=0.01, return_when=FIRST_COMPLETED)
    print("done", len(done), "pending", len(pending))
    hold.set()
    print("last:", waiting[2].result(5))
    try:
        waiting[0].result()
    except CancelledError:
        print("CancelledError")
    done, _ = wait([pool.submit(fragile, 3), pool.submit(square, 1)], return_when=FIRST_EXCEPTION)
    print("exceptions:", sorted(type(f.exception()).__name__ for f in done if f.exception()))
try:
    pool.submit(square, 1)
except RuntimeError as e:
    print(e)
manual = Future()
threading.Timer(0.01, manual.set_result, ["set by hand"]).start()
print(manual.result(5))
boxes = []
with ThreadPoolExecutor(2, initializer=boxes.append, initargs=("init",)) as pool:
    total = sum(pool.map(lambda a, b: a * b, range(5), range(5, 10)))
print(total, set(boxes))
