# Tries: CLONE_PARENT from a child and from a thread, with the flag hidden among others and in the
#        upper half of the register.
# Stopped by: seccomp, which looks at the lower half as the kernel does and kills.
# Expect: {"status": "succeeded", "stdout": "4 killed\n"}
import ctypes
import os
import signal

SYS_CLONE = 56
CLONE_PARENT, CLONE_VM, CLONE_FILES = 0x8000, 0x100, 0x400
libc = ctypes.CDLL(None, use_errno=True)
killed = 0
for flags in (CLONE_PARENT, CLONE_PARENT | CLONE_FILES, CLONE_PARENT | 1 << 40,
              CLONE_PARENT | signal.SIGUSR1):
    child = os.fork()
    if child == 0:
        made = libc.syscall(SYS_CLONE, ctypes.c_ulong(flags), 0, 0, 0, 0)
        if made > 0:
            print("BREACH: a sibling by", hex(flags), flush=True)
        os._exit(0)
    killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
print(killed, "killed")
