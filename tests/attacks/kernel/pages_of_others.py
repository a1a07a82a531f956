# Tries: to move pages of pid 1 between nodes, which also tells where they lie, and to bind memory.
# Stopped by: the seccomp filter (death, or EPERM).
# Bare: yes
import ctypes
import os

MBIND, SET_POLICY, GET_POLICY, MIGRATE, MOVE, HOME_NODE = 237, 238, 239, 256, 279, 450
libc = ctypes.CDLL(None, use_errno=True)
memory = ctypes.create_string_buffer(b"x", 8192)
start = (ctypes.addressof(memory) + 4095) & ~4095
page, mask = (ctypes.c_ulong * 1)(start), (ctypes.c_ulong * 1)(1)
status, size = (ctypes.c_int * 1)(), ctypes.c_ulong(64)
calls = [(MOVE, 0, ctypes.c_ulong(1), page, None, status, 0),
         (MOVE, 1, ctypes.c_ulong(1), page, None, status, 0),
         (MIGRATE, 0, size, mask, mask),
         (MBIND, ctypes.c_ulong(start), ctypes.c_ulong(4096), 2, mask, size, 0),
         (SET_POLICY, 2, mask, size), (GET_POLICY, status, mask, size, None, ctypes.c_ulong(0)),
         (HOME_NODE, ctypes.c_ulong(start), ctypes.c_ulong(4096), ctypes.c_ulong(0), 0)]
for call in calls:
    if os.fork() == 0:
        if libc.syscall(*call) >= 0:
            os.write(1, f"BREACH: {call[0]}\n".encode())
        os._exit(0)
    os.wait()
