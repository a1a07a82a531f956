# Tries: to stack landlock rules of its own, up to the kernel's limit of 16 layers, and to ask for
# rights that the jail's rules took away.
# Stopped by: the program's seccomp filter (death).
# Bare: yes
import ctypes
import os
import struct

CREATE, ADD, RESTRICT = 444, 445, 446
EXECUTE_AND_WRITE, BENEATH, LOG_OFF = 0x3, 1, 4
libc = ctypes.CDLL(None, use_errno=True)
calls = {
    "version": (CREATE, None, ctypes.c_long(0), 1),
    "rules": (CREATE, struct.pack("<Q", EXECUTE_AND_WRITE), ctypes.c_long(8), 0),
    "restrict without rules": (RESTRICT, -1, LOG_OFF),
    "add": (ADD, 3, BENEATH, struct.pack("<Qi", EXECUTE_AND_WRITE, 0), 0),
}
for name, call in calls.items():
    if os.fork() == 0:
        if libc.syscall(*call) >= 0:
            os.write(1, f"BREACH: {name}\n".encode())
        os._exit(0)
    os.wait()
