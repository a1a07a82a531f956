# Tries: to keep a connection after its job: held by a daemon, by a child that ignores signals, in a
#     message on its way between two sockets, by a thread that writes, and by nobody but the kernel.
# Stopped by: the worker, which closes every connection before the result is told; a pid namespace.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os
import signal
import socket
import threading
import time

PR_SET_NAME = 15
where = tuple(context["egress"][0])
ctypes.CDLL(None).prctl(PR_SET_NAME, context["marker"].encode())


def talk():
    one = socket.create_connection(where)
    one.sendall(b"kept")
    one.recv(9)
    return one


held = [talk() for _ in range(8)]
ends = socket.socketpair()
socket.send_fds(ends[0], [b"x"], [held[0].fileno(), ends[1].fileno()])
for end in ends:
    end.close()
if os.fork() == 0:
    for descriptor in range(3):
        os.close(descriptor)
    for number in range(1, 32):
        if number not in (signal.SIGKILL, signal.SIGSTOP):
            signal.signal(number, signal.SIG_IGN)
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(1)
    while True:
        held[1].sendall(b"more")
        held[1].recv(9)
        time.sleep(0.1)
threading.Thread(target=lambda: [held[2].sendall(b"."), time.sleep(60)], daemon=True).start()
held[3].sendall(b"x" * 4096)
os.write(1, b"left\n")
