# Tries: to find named semaphores and shared memory of the job before it.
# Stopped by: a /dev/shm for each job, and the end of all its processes.
# Expect: {"status": "succeeded"}
import ctypes
import multiprocessing.shared_memory
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.sem_open.restype = ctypes.c_void_p
if libc.sem_open(b"/breach-left", 0):
    print("BREACH the semaphore is there")
for name in ("breach-left-memory", "breach-left"):
    try:
        print("BREACH", bytes(multiprocessing.shared_memory.SharedMemory(name).buf[:4]))
    except OSError as error:
        print(error)
if os.listdir("/dev/shm"):
    print("BREACH", os.listdir("/dev/shm"))
