# Tries: to find state of the kernel that the job before it left.
# Stopped by: a process for each job, with its own pid namespace and session.
# Expect: {"status": "succeeded", "return_value": 0}
import ctypes
import os
import resource
import signal
import time

PR_GET_NAME, PR_GET_PDEATHSIG, PR_GET_TIMERSLACK = 16, 2, 30
libc = ctypes.CDLL(None)
name, death = ctypes.create_string_buffer(16), ctypes.c_int()
libc.prctl(PR_GET_NAME, name, 0, 0, 0)
libc.prctl(PR_GET_PDEATHSIG, ctypes.byref(death), 0, 0, 0)
checks = {
    "mask of files": os.umask(0o022) != 0o022, "nice": os.getpriority(os.PRIO_PROCESS, 0) == 11,
    "processors": os.cpu_count() > 1 and len(os.sched_getaffinity(0)) == 1,
    "blocked": signal.pthread_sigmask(signal.SIG_BLOCK, []),
    "pending": signal.sigpending(),
    "ignored": [one for one in (signal.SIGCHLD, signal.SIGTERM, signal.SIGALRM)
                if signal.getsignal(one) == signal.SIG_IGN],
    "timer": signal.getitimer(signal.ITIMER_REAL)[0] or signal.alarm(0),
    "files": resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 1_000,
    "stack": resource.getrlimit(resource.RLIMIT_STACK)[0] in range(4096),
    "data": resource.getrlimit(resource.RLIMIT_DATA)[0] in range(4096),
    "name": b"breach" in name.value, "death": death.value,
    "slack": libc.prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0) == 7, "zone": time.tzname[0] != "UTC",
    "folder": os.getcwd() != "/job/work", "session": os.getsid(0) != os.getpid(),
    "environment": "TZ" in os.environ, "parent": os.getppid()}
for what, found in checks.items():
    if found:
        print("BREACH", what, found)
0
