# Tries: to wear out the worker and the target: two thousand connections as fast as they go, held as
#     long as they live, some of them never written to, some never read from.
# Stopped by: the gate, which has 64 of a program at a time and resets one more.
# Network: yes
# Expect: {"status": "succeeded"}
import contextlib
import resource
import socket

resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
held = []
for number in range(2_000):
    one = socket.socket()
    one.setblocking(False)
    one.connect_ex(tuple(context["egress"][number % 2]))
    with contextlib.suppress(OSError):
        one.send(b"x" * (number % 3) * 30_000)
    held.append(one)
    if len(held) > 900:
        held.pop(0).close()
answered = 0
for one in held:
    with contextlib.suppress(OSError):
        answered += bool(one.recv(100))
print(answered > 0)
