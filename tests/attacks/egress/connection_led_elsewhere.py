# Tries: to lead a connection that was allowed to another place: connects it anew while it is made,
#     set free, ended or reset; with an address of another length, or changed by a thread meanwhile.
# Stopped by: a net namespace where nobody listens but for the targets.
# Network: yes
# Job: {"limits": {"timeout_seconds": 40}}
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os
import socket
import struct
import sys
import threading

SYS_CONNECT = 42
libc = ctypes.CDLL(None, use_errno=True)
host, port = context["no_egress"]
allowed = tuple(context["egress"][1])


def address(where, family=socket.AF_INET):
    return struct.pack("<H", family) + struct.pack(">H", where[1]) + socket.inet_aton(
        where[0]) + bytes(8)


for wish in ((host, port), ("127.0.0.1", context["tcp_port"])):
    for between in (lambda one: one.connect(allowed), lambda one: one.connect_ex(allowed),
                    lambda one: [one.connect(allowed), one.shutdown(socket.SHUT_RDWR)],
                    lambda one: [one.connect(allowed),
                                 libc.syscall(SYS_CONNECT, one.fileno(), bytes(16), 16)]):
        with socket.socket() as one:
            try:
                between(one)
                for size in (16, 8, 128):
                    where = ctypes.create_string_buffer(address(wish) + bytes(112), 128)
                    if libc.syscall(SYS_CONNECT, one.fileno(), where, size) == 0:
                        print("BREACH: connected to", wish, one.getpeername())
                        break
            except OSError as error:
                print(error)
shared = ctypes.create_string_buffer(address(allowed), 16)
is_over = threading.Event()


def exchange():
    while not is_over.is_set():
        for wish in (allowed, (host, port)):
            ctypes.memmove(shared, address(wish), 16)


sys.setswitchinterval(1e-4)  # else each connection waits long for the other thread
other = threading.Thread(target=exchange)
other.start()
for _ in range(500 if os.getpid() < 10 else 20):
    with socket.socket() as one:
        if libc.syscall(SYS_CONNECT, one.fileno(), shared, 16) == 0:
            if one.getpeername() != allowed:
                print("BREACH: connected to", one.getpeername())
is_over.set()
other.join()
