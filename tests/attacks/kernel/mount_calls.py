# Tries: every way to change what is mounted: mount, umount2, pivot_root and the newer calls; to
# make the root writable, to see /proc, /sys and a cgroup hierarchy.
# Stopped by: the seccomp filter (death), no capability, landlock.
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
HERE, RECURSIVE = -100, 0x8000
MS_REMOUNT_BIND, MS_BIND, MS_MOVE = 0x1020, 0x1000, 0x2000
writable = bytes(8) + b"\1" + bytes(23)  # clear MOUNT_ATTR_RDONLY
calls = {
    "proc": (165, b"proc", b"/tmp", b"proc", 0, None),
    "sysfs": (165, b"sysfs", b"/tmp", b"sysfs", 0, None),
    "cgroup": (165, b"cgroup", b"/tmp", b"cgroup", 0, b"memory"),
    "tmpfs": (165, b"none", b"/job/work", b"tmpfs", 0, None),
    "remount": (165, None, b"/", None, MS_REMOUNT_BIND, None),
    "bind": (165, b"/", b"/tmp", None, MS_BIND, None),
    "move": (165, b"/tmp", b"/dev", None, MS_MOVE, None),
    "umount2": (166, b"/tmp", 2),
    "umount2 of the root": (166, b"/", 2),
    "pivot_root": (155, b".", b"."),
    "open_tree": (428, HERE, b"/", 1 | RECURSIVE),
    "move_mount": (429, HERE, b"/tmp", HERE, b"/dev", 0),
    "fsopen": (430, b"proc", 0),
    "fsconfig": (431, 0, 6, None, None, 0),
    "fsmount": (432, 0, 0, 0),
    "fspick": (433, HERE, b"/", 0),
    "mount_setattr": (442, HERE, b"/", RECURSIVE, writable, ctypes.c_long(32)),
}
for name, call in calls.items():
    child = os.fork()
    if child == 0:
        if libc.syscall(*call) >= 0:
            os.write(1, f"BREACH: {name}\n".encode())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        print("BREACH: the kernel itself judged", name)
