# Tries: to handle page faults of the kernel itself, which stretches any race in it at will.
# Stopped by: the seccomp filter (death), no device in /dev.
# Bare: yes
import ctypes
import os

USERFAULTFD = 323
USER_MODE_ONLY = 1
libc = ctypes.CDLL(None, use_errno=True)
for flags in (0, USER_MODE_ONLY, os.O_CLOEXEC | os.O_NONBLOCK):
    if os.fork() == 0:
        if libc.syscall(USERFAULTFD, flags) >= 0:
            os.write(1, f"BREACH: a userfaultfd with flags {flags}\n".encode())
        os._exit(0)
    os.wait()
try:
    print("BREACH:", os.open("/dev/userfaultfd", os.O_RDWR))
except OSError as refusal:
    print(refusal)
