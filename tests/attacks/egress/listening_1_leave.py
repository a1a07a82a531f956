# Tries: to become a server for the next job: to bind, listen and accept on every address, to take
#     the targets' place, and to be connected with itself, which needs no listening.
# Stopped by: the seccomp filter (bind, listen and accept answer EACCES); landlock.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os
import socket
import struct

SYS_BIND, SYS_LISTEN = 49, 50
libc = ctypes.CDLL(None, use_errno=True)
port = context["egress"][0][1]
for address in ("0.0.0.0", "127.0.0.1", "127.77.0.1", "127.77.0.9"):
    for chosen in (0, port, 40_000):
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            for name, attempt in (("bind", lambda: one.bind((address, chosen))),
                                  ("listen", lambda: one.listen(9))):
                try:
                    attempt()
                    print("BREACH:", name, address, chosen)
                except OSError as error:
                    print(name, error)
with socket.socket() as one:
    where = struct.pack("<H", 2) + struct.pack(">H", 40_001) + bytes(12)
    if libc.syscall(SYS_BIND, one.fileno(), where, 16) == 0:
        print("BREACH: bound by its number")
    if libc.syscall(SYS_LISTEN, one.fileno(), 9) == 0:
        print("BREACH: listens by its number, on a port that the kernel has chosen")
if os.getpid() < 10:  # its own port, if the kernel chooses the one it asks for
    for chosen in range(32_768, 61_000):
        with socket.socket() as one:
            if chosen != port and one.connect_ex(("127.0.0.1", chosen)) == 0:
                print("BREACH: connected with itself on port", chosen)
                break
