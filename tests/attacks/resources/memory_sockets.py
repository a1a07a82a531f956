# Tries: to take the kernel's memory with what nobody reads from pairs of sockets.
# Stopped by: the memory cgroup, which is charged for the buffers of unix sockets.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import os
import socket
import time

block = b"x" * 65536
for _ in range(8):
    if os.fork() == 0:
        held, total = [], 0
        for _ in range(400):
            pair = socket.socketpair()
            for one in pair:
                one.setblocking(False)
                one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8 << 20)
                try:
                    while True:
                        total += one.send(block)
                except OSError:
                    pass
            held.append(pair)
            if total > 400 << 20:
                print("BREACH: sockets hold", total >> 20, "MB", flush=True)
                break
        time.sleep(1)
        os._exit(0)
for _ in range(8):
    os.wait()
