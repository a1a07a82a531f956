"""Processes by fork talking over queues and pipes, with names, exit codes and termination."""
import multiprocessing as mp
import os
import sys
import time


def producer(q, items):
    for i in items:
        q.put((mp.current_process().name, i))
    q.put(None)


def echo(conn):
    while True:
        message = conn.recv()
        if message == "stop":
            conn.send_bytes(b"stopping")
            conn.close()
            return
        conn.send({"got": message, "type": type(message).__name__})


def leave(code):
    sys.exit(code)


def fail():
    os._exit(77)


def sleeper(started):
    started.set()
    time.sleep(30)


if __name__ == "__main__":
    mp.set_start_method("fork")
    q = mp.Queue()
    workers = [mp.Process(target=producer, args=(q, range(n, n + 3)), name=f"maker-{n}") for n in (10, 20)]
    for w in workers:
        w.start()
    got, ended = [], 0
    while ended < 2:
        item = q.get(timeout=10)
        if item is None:
            ended += 1
        else:
            got.append(item)
    for w in workers:
        w.join()
    print(sorted(got), [w.exitcode for w in workers])

    ours, theirs = mp.Pipe()
    p = mp.Process(target=echo, args=(theirs,))
    p.start()
    theirs.close()
    for message in ("text", [1, 2, {"k": (3,)}], 2.5, b"raw"):
        ours.send(message)
        print(ours.recv())
    ours.send("stop")
    print(ours.recv_bytes(), ours.poll(5))
    try:
        ours.recv()
    except EOFError:
        print("EOFError at the end of the pipe")
    p.join()
    codes = []
    for target, args in ((leave, (0,)), (leave, (5,)), (leave, ("message to stderr",)), (leave, (None,)), (fail, ())):
        p = mp.Process(target=target, args=args)
        p.start()
        p.join()
        codes.append(p.exitcode)
    print("exit codes:", codes)
    started = mp.Event()
    p = mp.Process(target=sleeper, args=(started,), daemon=True)
    p.start()
    started.wait(10)
    print("alive:", p.is_alive(), p.daemon, p.name.split("-")[0])
    p.terminate()
    p.join()
    print("terminated with", p.exitcode, "children left:", mp.active_children())
    s = mp.SimpleQueue()
    s.put("simple")
    print(s.get(), s.empty(), mp.get_start_method(), mp.parent_process())
