# Tries: to read and write the memory of pid 1, of its parent and of a child.
# Stopped by: the seccomp filter (death), no capability.
# Bare: yes
import ctypes
import os
import signal
import time

READV, WRITEV = 310, 311
libc = ctypes.CDLL(None, use_errno=True)
secret = ctypes.create_string_buffer(b"in the child")
here = ctypes.create_string_buffer(32)
victim = os.fork()
if victim == 0:
    time.sleep(3)
    os._exit(0)


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]


local = Piece(ctypes.addressof(here), 8)
remote = Piece(ctypes.addressof(secret), 8)
for pid in (victim, 1, os.getppid()) if os.getpid() < 10 else (victim,):
    for number in (READV, WRITEV):
        if os.fork() == 0:
            moved = libc.syscall(number, pid, ctypes.byref(local), ctypes.c_long(1),
                                 ctypes.byref(remote), ctypes.c_long(1), ctypes.c_long(0))
            if moved > 0:
                os.write(1, f"BREACH: {number} moved {moved} bytes of {pid}\n".encode())
            os._exit(0)
        os.wait()
os.kill(victim, signal.SIGKILL)
