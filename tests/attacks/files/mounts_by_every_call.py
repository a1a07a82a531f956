# Tries: to mount: a bind of the root, proc, sysfs, cgroup, a remount with write; to unmount what
#        hides others; by the old calls and the new.
# Stopped by: seccomp, which kills for each of these calls.
# Expect: {"status": "succeeded", "stdout": "10 killed\n"}
import ctypes
import os
import signal

SYS_MOUNT, SYS_UMOUNT2, SYS_MOVE_MOUNT, SYS_OPEN_TREE, SYS_FSOPEN = 165, 166, 429, 428, 430
SYS_FSPICK, SYS_MOUNT_SETATTR = 433, 442
MS_BIND, MS_REMOUNT, MS_REC, OPEN_TREE_CLONE = 4096, 32, 16384, 1
libc = ctypes.CDLL(None, use_errno=True)
CALLS = ((SYS_MOUNT, b"/", b"/tmp", None, MS_BIND | MS_REC, None),
         (SYS_MOUNT, b"proc", b"/tmp", b"proc", 0, None),
         (SYS_MOUNT, b"none", b"/", None, MS_REMOUNT | MS_BIND, None),
         (SYS_MOUNT, b"cgroup", b"/tmp", b"cgroup", 0, b"memory"),
         (SYS_UMOUNT2, b"/tmp", 2), (SYS_MOVE_MOUNT, -100, b"/job", -100, b"/tmp", 0),
         (SYS_OPEN_TREE, -100, b"/", OPEN_TREE_CLONE), (SYS_FSOPEN, b"proc", 0),
         (SYS_FSPICK, -100, b"/", 0), (SYS_MOUNT_SETATTR, -100, b"/", 0, bytes(32), 32))
killed = 0
for call in CALLS:
    child = os.fork()
    if child == 0:
        if libc.syscall(*call) >= 0:
            print("BREACH: call", call, flush=True)
        os._exit(0)
    killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
print(killed, "killed")
