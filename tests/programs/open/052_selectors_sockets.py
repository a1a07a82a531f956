"""Socket pairs and selectors: an echo multiplexer, partial reads, timeouts, half-close and passed descriptors."""
import array
import os
import selectors
import socket
import threading

sel = selectors.DefaultSelector()
pairs = [socket.socketpair() for _ in range(3)]
for i, (ours, theirs) in enumerate(pairs):
    theirs.setblocking(False)
    sel.register(theirs, selectors.EVENT_READ, {"n": i, "got": b""})


def talk(i, sock):
    for word in ("alpha", "beta", "gamma")[:i + 1]:
        sock.sendall(f"{word}{i}\n".encode())
    sock.shutdown(socket.SHUT_WR)


threads = [threading.Thread(target=talk, args=(i, ours)) for i, (ours, _) in enumerate(pairs)]
for t in threads:
    t.start()
finished = {}
while sel.get_map():
    for key, mask in sel.select(timeout=5):
        data = key.fileobj.recv(7)
        if data:
            key.data["got"] += data
            key.fileobj.send(data.upper())
        else:
            finished[key.data["n"]] = key.data["got"].split()
            sel.unregister(key.fileobj)
            key.fileobj.close()
for t in threads:
    t.join()
for i, (ours, _) in enumerate(pairs):
    with ours.makefile("r") as f:
        print(i, finished[i], "echoed:", [line.strip() for line in f])
    ours.close()
sel.close()
a, b = socket.socketpair()
a.settimeout(0.01)
try:
    a.recv(1)
except TimeoutError as e:
    print("timeout:", e)
a.setblocking(False)
try:
    a.recv(1)
except BlockingIOError as e:
    print(type(e).__name__)
b.send(b"peek at me")
a.setblocking(True)
print(a.recv(4, socket.MSG_PEEK), a.recv(100), a.family.name, a.type.name, a.gettimeout())
buf = bytearray(6)
b.send(b"intobuf")
print(a.recv_into(buf), bytes(buf), a.recv(10))
r, w = os.pipe()
socket.send_fds(a, [b"take this"], [r])
data, fds, flags, _ = socket.recv_fds(b, 100, 4)
os.write(w, b"through a passed descriptor")
print(data, len(fds), os.read(fds[0], 100), fds[0] != r)
a.close()
print("after close:", b.recv(10), a.fileno())
try:
    b.send(b"x")
    b.send(b"x")
except (BrokenPipeError, ConnectionResetError) as e:
    print(type(e).__name__)
c, d = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
c.send(b"one")
c.send(b"second datagram")
print(d.recv(100), d.recv(3), socket.htons(1), socket.ntohl(1) != 1, array.array("H", [1]).tobytes()[0] == 1)
big, small = socket.socketpair()
sent = []
t = threading.Thread(target=lambda: (small.sendall(b"z" * 300_000), small.close()))
t.start()
total = 0
while part := big.recv(65536):
    total += len(part)
t.join()
print("received", total)
for bad in (lambda: a.send(b"x"), lambda: c.sendto("text", "x")):
    try:
        bad()
    except (OSError, TypeError) as e:
        print(type(e).__name__, getattr(e, "strerror", None) or e)
