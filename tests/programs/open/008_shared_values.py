"""Shared counters, arrays and structures between forked processes, guarded by locks and barriers."""
import ctypes
import multiprocessing as mp


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_double), ("y", ctypes.c_double), ("hits", ctypes.c_int)]


def bump(total, raw, lock, n):
    for _ in range(n):
        with total.get_lock():
            total.value += 1
        with lock:
            raw.value += 2


def fill(array, start, step):
    for i in range(start, len(array), step):
        array[i] = i * i


def wander(point, k, barrier, log, slot):
    for _ in range(3):
        barrier.wait(10)
        with point.get_lock():
            point.x += k
            point.y -= k / 2
            point.hits += 1
    log[slot] = ord("A") + slot


def guarded(gate, inside, most):
    for _ in range(10):
        with gate:
            with inside.get_lock():
                inside.value += 1
                most.value = max(most.value, inside.value)
            with inside.get_lock():
                inside.value -= 1


def run(target, argses):
    ps = [mp.Process(target=target, args=a) for a in argses]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return [p.exitcode for p in ps]


if __name__ == "__main__":
    total, raw, lock = mp.Value("i", 0), mp.Value("q", 0, lock=False), mp.Lock()
    print(run(bump, [(total, raw, lock, 300)] * 3), total.value, raw.value)
    squares = mp.Array("l", 12)
    run(fill, [(squares, s, 3) for s in range(3)])
    print(list(squares), squares[2:5])
    point, barrier, log = mp.Value(Point, 1.0, 2.0, 0), mp.Barrier(3), mp.Array("c", b"---")
    run(wander, [(point, k, barrier, log, k) for k in range(3)])
    print(point.x, point.y, point.hits, log.value, log.raw)
    gate, inside, most = mp.BoundedSemaphore(2), mp.Value("i", 0), mp.Value("i", 0)
    run(guarded, [(gate, inside, most)] * 4)
    print("never more than two:", most.value <= 2, inside.value)
    try:
        gate.release()
    except ValueError as e:
        print(e)
    condition, flag, seen = mp.Condition(), mp.Value("i", 0), mp.Queue()

    def waiter():
        with condition:
            ok = condition.wait_for(lambda: flag.value == 3, timeout=10)
        seen.put(ok)

    p = mp.Process(target=waiter)
    p.start()
    for _ in range(3):
        with condition:
            flag.value += 1
            condition.notify_all()
    print("condition met:", seen.get(timeout=10))
    p.join()
    r = mp.RLock()
    print(r.acquire(), r.acquire(), r.release(), r.release(), lock.acquire(block=False), lock.acquire(timeout=0.01))
