# Tries: to take all memory as the stacks of threads, a gigabyte each, of which all is touched.
# Stopped by: the memory cgroup.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import ctypes
import threading
import time

libc = ctypes.CDLL(None)
threading.stack_size(100 << 20)


def touch():
    here = ctypes.c_long()
    libc.pthread_self.restype = ctypes.c_void_p
    top = libc.pthread_self() - (1 << 20)
    ctypes.memset(top - (60 << 20), 1, 60 << 20)
    time.sleep(1)


threads = [threading.Thread(target=touch, daemon=True) for _ in range(10)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print("BREACH: 600 MB of stacks")
