# Tries: to become the runner's child, which nobody waits for and no job's end would end:
#     CLONE_PARENT, with threads and without, by clone and clone3.
# Stopped by: the program's seccomp filter (CLONE_PARENT is deadly), clone3 answers ENOSYS.
# Expect: {"status": "succeeded"}
import ctypes
import os
import struct

CLONE, CLONE3, CLONE_PARENT, CLONE_VM, CLONE_SIGHAND, CLONE_UNTRACED = (
    56, 435, 0x8000, 0x100, 0x800, 0x800000)
SIGCHLD, SIGKILL, ENOSYS = 17, 9, 38
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.argtypes = [ctypes.c_long] + [ctypes.c_ulong] * 5
for flags in (CLONE_PARENT, CLONE_PARENT | CLONE_UNTRACED, CLONE_PARENT | 1 << 32,
              CLONE_PARENT | 0x20000000):
    child = os.fork()
    if child == 0:
        made = libc.syscall(CLONE, flags | SIGCHLD, 0, 0, 0, 0)
        os._exit(0 if made == 0 else 7)
    status = os.waitpid(child, 0)[1]
    if status & 127 != SIGKILL:
        print("BREACH clone came back", hex(flags), status)
arguments = ctypes.create_string_buffer(struct.pack("=8Q", CLONE_PARENT, 0, 0, 0, SIGCHLD, 0, 0, 0))
made = libc.syscall(CLONE3, ctypes.addressof(arguments), 64, 0, 0, 0)
if made == 0:
    os._exit(0)
if made > 0 or ctypes.get_errno() != ENOSYS:
    print("BREACH clone3", made, ctypes.get_errno())
