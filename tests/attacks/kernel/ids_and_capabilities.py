# Tries: to become root or another user by every call there is, and to take capabilities back.
# Stopped by: the seccomp filter (EPERM, death for capset), a user namespace that maps one user,
# no capability in any set.
# Bare: yes
import ctypes
import os
import struct

CAPSET, CAPGET, VERSION = 126, 125, 0x20080522
libc = ctypes.CDLL(None, use_errno=True)
for user in (0, 65534, 1001):
    attempts = {"setuid": (libc.setuid, user), "setgid": (libc.setgid, user),
                "setreuid": (libc.setreuid, user, user), "setregid": (libc.setregid, user, user),
                "setresuid": (libc.setresuid, user, user, user),
                "setresgid": (libc.setresgid, user, user, user),
                "setgroups": (libc.setgroups, 1, (ctypes.c_uint * 1)(user))}
    for name, (call, *values) in attempts.items():
        if os.fork() == 0:
            if call(*values) == 0:
                os.write(1, f"BREACH: {name} {user}\n".encode())
            os._exit(0)
        os.wait()
    libc.setfsuid(user)
    if libc.setfsuid(-1) == user:
        print("BREACH: setfsuid", user)
libc.setfsuid(os.getuid())
header = struct.pack("<Ii", VERSION, 0)
held = ctypes.create_string_buffer(24)
if libc.syscall(CAPGET, header, held) == 0 and any(held.raw):
    print("BREACH: holds capabilities", held.raw.hex())
if os.fork() == 0:
    if libc.syscall(CAPSET, header, b"\xff\xff\xff\xff" * 2 + bytes(16)) == 0:
        os.write(1, b"BREACH: capset\n")
    os._exit(0)
os.wait()
if os.getuid() == 0 or os.getgroups():
    print("BREACH: runs as", os.getuid(), "in", os.getgroups())
