# Tries: to fill the machine by vfork, by its number and as flags of clone; each child vforks again.
# Stopped by: the pids cgroup of the job.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import mmap
import os
import signal

SYS_CLONE, SYS_VFORK = 56, 58
CLONE_VFORK = 0x4000
libc = ctypes.CDLL(None, use_errno=True)
depth = mmap.mmap(-1, 1)


def dive(start):
    while start() == 0:
        depth[0] = min(depth[0] + 1, 255)
    os._exit(0)


for start in (lambda: libc.syscall(SYS_CLONE, CLONE_VFORK | signal.SIGCHLD, 0, 0, 0, 0),
              lambda: libc.syscall(SYS_VFORK)):
    depth[0] = 1
    child = os.fork()
    if child == 0:
        dive(start)
    os.waitpid(child, 0)
    if depth[0] > 15:
        print("BREACH:", depth[0], "processes below this one")
print("ended")
