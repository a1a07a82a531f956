# Tries: to read a file by the old asynchronous calls, beside any filter of read and open.
# Stopped by: the seccomp filter (death).
# Bare: yes
import ctypes
import os

IO_SETUP, IO_DESTROY, IO_GETEVENTS, IO_SUBMIT = 206, 207, 208, 209
libc = ctypes.CDLL(None, use_errno=True)
for number in (IO_SETUP, IO_GETEVENTS, IO_SUBMIT, IO_DESTROY):
    if os.fork() == 0:
        context = ctypes.c_ulong(0)
        first = ctypes.c_long(8) if number == IO_SETUP else ctypes.c_ulong(0)
        if libc.syscall(number, first, ctypes.byref(context), 0, None, None) >= 0:
            os.write(1, f"BREACH: asynchronous call {number}\n".encode())
        os._exit(0)
    os.wait()
