"""A parent and two forked workers exchanging length-prefixed JSON over pipes, multiplexed with poll."""
import json
import os
import select
import struct
import sys


def send(fd, obj):
    body = json.dumps(obj).encode()
    os.write(fd, struct.pack(">I", len(body)) + body)


def read_exactly(fd, n):
    out = b""
    while len(out) < n:
        part = os.read(fd, n - len(out))
        if not part:
            raise EOFError(f"{len(out)} of {n} bytes")
        out += part
    return out


def receive(fd):
    (n,) = struct.unpack(">I", read_exactly(fd, 4))
    return json.loads(read_exactly(fd, n))


def worker(name, source, sink):
    done = 0
    while True:
        try:
            job = receive(source)
        except EOFError:
            send(sink, {"from": name, "bye": done > 0})
            return
        try:
            value = {"sum": sum, "max": max, "len": len}[job["op"]](job["data"])
            send(sink, {"from": name, "id": job["id"], "value": value})
        except Exception as e:
            send(sink, {"from": name, "id": job["id"], "error": f"{type(e).__name__}: {e}"})
        done += 1


workers = {}
for name in ("one", "two"):
    to_child, from_parent = os.pipe()[::-1]
    from_child, to_parent = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(to_child)
        os.close(from_child)
        for other in workers.values():
            os.close(other[1])
        worker(name, from_parent, to_parent)
        os._exit(0)
    os.close(from_parent)
    os.close(to_parent)
    workers[from_child] = (name, to_child, pid)
jobs = [{"id": i, "op": op, "data": data} for i, (op, data) in enumerate([("sum", [1, 2, 3]), ("max", [4, 9, 2]), ("len", "héllo"), ("max", []), ("pow", []), ("sum", ["a"]), ("sum", list(range(20000)))])]
for job in jobs:
    fd = list(workers)[job["id"] % 2]
    send(workers[fd][1], job)
for _, to_child, _ in workers.values():
    os.close(to_child)
poll = select.poll()
for fd in workers:
    poll.register(fd, select.POLLIN)
answers, goodbyes = {}, []
while len(goodbyes) < 2:
    for fd, event in poll.poll(5000):
        if event & select.POLLIN:
            m = receive(fd)
            if "bye" in m:
                goodbyes.append((m["from"], m["bye"]))
                poll.unregister(fd)
            else:
                answers[m["id"]] = m
for i, m in sorted(answers.items()):
    print(i, m["from"], m.get("value", m.get("error")))
print(sorted(goodbyes), [os.waitpid(pid, 0)[1] for _, _, pid in workers.values()])
r, w = os.pipe()
print("default inheritance off:", os.get_inheritable(r), "blocking:", os.get_blocking(r))
os.set_blocking(r, False)
try:
    os.read(r, 1)
except BlockingIOError as e:
    print(type(e).__name__)
sent = 0
os.set_blocking(w, False)
try:
    while True:
        sent += os.write(w, b"x" * 4096)
except BlockingIOError:
    print("pipe is full:", sent >= 4096, sent % 4096)
print("ready:", [x == [w] for x in select.select([], [w], [], 0)][1], len(os.read(r, 10)))
