# Tries: to outnumber the limit with children that clone makes in unusual ways: without a signal at
#        their end, sharing files and folders, with the memory shared.
# Stopped by: the pids cgroup of the job.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import os
import signal

SYS_CLONE = 56
CLONE_FS, CLONE_FILES, CLONE_PTRACE = 0x200, 0x400, 0x2000
CLONE_UNTRACED, CLONE_SYSVSEM, CLONE_IO = 0x800000, 0x40000, 0x80000000
libc = ctypes.CDLL(None, use_errno=True)
made = 0
for flags in (0, signal.SIGUSR1, CLONE_FS | CLONE_FILES, CLONE_PTRACE, CLONE_UNTRACED | 17,
              CLONE_SYSVSEM, CLONE_IO):
    for _ in range(100):
        child = libc.syscall(SYS_CLONE, flags, 0, 0, 0, 0)
        if child == 0:
            libc.pause()
            os._exit(0)
        if child < 0:
            break
        made += 1
if made > 15:
    print("BREACH:", made, "children")
print("ended")
