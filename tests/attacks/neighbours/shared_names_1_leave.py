# Tries: to leave named semaphores and shared memory to the next job, held by an orphan.
# Stopped by: a /dev/shm for each job, and the end of all its processes.
# Expect: {"status": "succeeded"}
import ctypes
import multiprocessing.shared_memory
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.sem_open.restype = ctypes.c_void_p
libc.sem_open(b"/breach-left", os.O_CREAT, 0o666, 7)
memory = multiprocessing.shared_memory.SharedMemory("breach-left-memory", True, 4096)
memory.buf[:4] = b"left"
if os.fork() == 0:
    os.setsid()
    time.sleep(30)
os._exit(0) if libc is None else print(sorted(os.listdir("/dev/shm")))
