# Tries: to leave its control group, to raise its limits and to name a program that the kernel runs
# as root when a group empties.
# Stopped by: no cgroup file system in the jail, the seccomp filter (mount: death), no capability.
import ctypes
import glob
import os

MOUNT = 165
libc = ctypes.CDLL(None, use_errno=True)
WRITES = {"release_agent": "/tmp/agent", "notify_on_release": "1", "cgroup.procs": "0",
          "tasks": "0", "memory.limit_in_bytes": "-1", "memory.max": "max", "pids.max": "max"}
for place in ("/sys/fs/cgroup", "/cgroup", "/dev/cgroup", "/sys/fs/cgroup/memory", "/proc/1/root"):
    for name, value in WRITES.items():
        for path in glob.glob(f"{place}/{name}") + glob.glob(f"{place}/**/{name}"):
            try:
                with open(path, "w") as file:
                    file.write(value)
                print("BREACH: wrote", path)
            except OSError as refusal:
                print(path, refusal)
for options in (b"memory", b"pids", b"none,name=attack", b"rdma"):
    if os.fork() == 0:
        if libc.syscall(MOUNT, b"cgroup", b"/tmp", b"cgroup", 0, options) == 0:
            os.write(1, b"BREACH: mounted a hierarchy\n")
        os._exit(0)
    os.wait()
if any(fs in os.listdir("/") for fs in ("sys", "proc", "cgroup")):
    print("BREACH: the root holds", os.listdir("/"))
