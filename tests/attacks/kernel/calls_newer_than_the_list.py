# Tries: calls that came after the filter was written: among them ways around it (extended
# attributes, file attributes, memory of a shadow stack, the page cache of others, namespaces).
# Stopped by: the seccomp filter: what it does not name answers ENOSYS.
# Bare: yes
import ctypes
import errno
import os

KNOWN_BEFORE = 448
LAST = 480
ON_THE_LIST = {449, 452}  # futex_waitv, fchmodat2
libc = ctypes.CDLL(None, use_errno=True)
names = {451: "cachestat", 453: "map_shadow_stack", 459: "lsm_get_self_attr",
         461: "lsm_list_modules", 462: "mseal", 463: "setxattrat", 468: "file_getattr",
         470: "listns"}
modules, size = (ctypes.c_ulong * 64)(), ctypes.c_uint(512)
if libc.syscall(461, modules, ctypes.byref(size), 0) > 0:
    print("BREACH: a list of the kernel's security modules", list(modules)[:9])
for number in sorted(set(range(KNOWN_BEFORE + 1, LAST)) - ON_THE_LIST):
    if os.fork() == 0:
        answer = libc.syscall(number, *[ctypes.c_ulong(0)] * 6)
        if answer >= 0 or ctypes.get_errno() not in (errno.ENOSYS, errno.EPERM):
            os.write(1, f"BREACH: {number} {names.get(number, '')} answered {answer}, "
                     f"{os.strerror(ctypes.get_errno())}\n".encode())
        os._exit(0)
    os.wait()
