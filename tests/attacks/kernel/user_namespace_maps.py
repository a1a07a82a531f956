# Tries: to write an id map that makes it root in a user namespace of its own, and to use that.
# Stopped by: the program's seccomp filter (death of unshare), no /proc.
# Bare: yes
import ctypes
import os

NEWUSER, NEWNS, NEWNET = 0x10000000, 0x20000, 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
uid, gid = os.getuid(), os.getgid()
for more in (0, NEWNS, NEWNET):
    if os.fork() == 0:
        try:
            if libc.unshare(NEWUSER | more) == 0:
                os.write(1, b"BREACH: a user namespace\n")
            for name, text in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"),
                               ("gid_map", f"0 {gid} 1")):
                with open(f"/proc/self/{name}", "w") as file:
                    file.write(text)
            os.write(1, f"BREACH: is user {os.getuid()}\n".encode())
        finally:
            os._exit(0)
    os.wait()
