# Tries: to change the limits, priority and processors of other processes, the init's above all.
# Stopped by: a pid namespace that holds only the init beside it, to which no limit matters.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import os
import resource
import time

libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, 3, 4, context["host_pid"]):
    for limit in range(16):
        try:
            resource.prlimit(pid, limit, (0, 0))
            if pid != 1:
                print("BREACH: it changed limit", limit, "of process", pid)
        except (OSError, ValueError):
            pass
    for attempt in (lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
                    lambda: os.sched_setaffinity(pid, {0}), lambda: os.setpgid(pid, os.getpgrp()),
                    lambda: os.setpriority(os.PRIO_PGRP, pid, 19)):
        try:
            attempt()
            if pid != 1:
                print("BREACH: it changed process", pid)
        except OSError:
            pass
for kind, target in ((os.PRIO_USER, 0), (os.PRIO_USER, os.getuid()), (os.PRIO_PGRP, 0)):
    try:
        os.setpriority(kind, target, 19)
    except OSError:
        pass
if os.fork() == 0:
    os._exit(0)
time.sleep(0.1)
print("ended")
