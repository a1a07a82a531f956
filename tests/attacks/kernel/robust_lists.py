# Tries: to learn addresses of pid 1 and of its parent from their robust lists, and to have the
# kernel write into its own memory at a thread's end (robust list, clear_child_tid, rseq).
# Stopped by: the kernel: no capability, landlock; what it writes at is checked.
# Expect: {"status": "succeeded"}
import ctypes
import os

SET_LIST, GET_LIST, SET_TID, RSEQ = 273, 274, 218, 334
KERNEL_ADDRESSES = (0xFFFFFFFF81000000, 0xFFFF888000000000, 0x7FFFFFFFF000)
libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, os.getppid() or 1):
    head, size = ctypes.c_ulong(), ctypes.c_ulong()
    if libc.syscall(GET_LIST, pid, ctypes.byref(head), ctypes.byref(size)) == 0:
        print(f"BREACH: the list of {pid} is at {head.value:#x}")
for address in KERNEL_ADDRESSES:
    if os.fork() == 0:
        libc.syscall(SET_LIST, ctypes.c_ulong(address), ctypes.c_ulong(24))
        libc.syscall(SET_TID, ctypes.c_ulong(address))
        os._exit(0)
    os.wait()
    if os.fork() == 0:
        fake = (ctypes.c_ulong * 3)(address, 0, address)  # an entry that lies in the kernel
        libc.syscall(SET_LIST, fake, ctypes.c_ulong(24))
        if libc.syscall(RSEQ, ctypes.c_ulong(address), 32, 0, 0x53053053) == 0:
            os.write(1, b"BREACH: rseq in the kernel\n")
        os._exit(0)
    os.wait()
