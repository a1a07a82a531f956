"""A worker process that dies abruptly breaks the pool; the program notices and recovers with a new one."""
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def work(n):
    return n * 2


def vanish():
    os._exit(9)


def killed():
    os.kill(os.getpid(), signal.SIGKILL)


def leave():
    raise SystemExit("leaving politely")


def attempt(job, *args):
    with ProcessPoolExecutor(1) as pool:
        before = pool.submit(work, 21).result(timeout=20)
        try:
            return before, pool.submit(job, *args).result(timeout=20)
        except BrokenProcessPool as e:
            try:
                pool.submit(work, 1)
            except BrokenProcessPool:
                return before, "broken, and stays broken"
            return before, f"broken: {e}"
        except SystemExit as e:
            return before, f"exit came back as {e!r}"


if __name__ == "__main__":
    for job, *args in ((work, 5), (vanish,), (killed,), (leave,)):
        print(f"{job.__name__:8}", *attempt(job, *args))
    with ProcessPoolExecutor(2) as pool:
        print("fresh pool:", list(pool.map(work, range(5))))
