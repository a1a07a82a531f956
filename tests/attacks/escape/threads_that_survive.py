# Tries: to have threads of C and of Python write on and name themselves after the main one ended.
# Stopped by: the end of the process ends all its threads.
# Expect: {"status": "succeeded", "return_value": "the end", "stderr": ""}
import ctypes
import os
import threading
import time

PR_SET_NAME = 15
libc = ctypes.CDLL(None)
marker = context["marker"].encode()


def write_late():
    libc.prctl(PR_SET_NAME, marker)
    time.sleep(1)
    os.write(2, b"later than the end")
    time.sleep(15)


@ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
def native(_):
    write_late()


for _ in range(4):
    threading.Thread(target=write_late, daemon=True).start()
thread = ctypes.c_ulong()
libc.pthread_create(ctypes.byref(thread), None, native, None)
time.sleep(0.1)
"the end"
