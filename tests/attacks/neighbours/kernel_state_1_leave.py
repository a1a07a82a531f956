# Tries: to leave state of the kernel to the next job: mask of files, blocked and ignored signals,
#     limits, timers, nice, processors, folder, session, name, locale, zone, for itself, for its
#     group, for its user, and for process 1, which is the runner's.
# Stopped by: a process for each job, with its own pid namespace and session.
# Expect: {"status": "succeeded"}
import ctypes
import locale
import os
import resource
import signal
import time

PR_SET_NAME, PR_SET_PDEATHSIG, PR_SET_TIMERSLACK = 15, 1, 29
libc = ctypes.CDLL(None)
for which, who in ((os.PRIO_PROCESS, 0), (os.PRIO_PGRP, 0), (os.PRIO_USER, 0),
                   (os.PRIO_USER, os.getuid()), (os.PRIO_PROCESS, 1), (os.PRIO_PGRP, 1)):
    try:
        os.setpriority(which, who, 11)
    except OSError as error:
        print(which, who, error)
for who in (1, 0):
    for kind in range(16):
        try:
            hard = resource.prlimit(who, kind)[1]
            small = min(hard, 20) if hard >= 0 else 20
            if who or kind != resource.RLIMIT_AS and kind != resource.RLIMIT_CPU:
                resource.prlimit(who, kind, (small, small))
        except (OSError, ValueError) as error:
            print(who, kind, error)
    try:
        os.sched_setaffinity(who, {sorted(os.sched_getaffinity(0))[0]})
    except OSError as error:
        print(who, error)
for number, value in ((PR_SET_NAME, b"breach-left"), (PR_SET_PDEATHSIG, 9), (PR_SET_TIMERSLACK, 7)):
    libc.prctl(number, value, 0, 0, 0)
os.umask(0o777)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGPIPE, signal.SIGALRM):
    signal.signal(number, signal.SIG_IGN)
signal.setitimer(signal.ITIMER_REAL, 5, 5)
os.environ["TZ"] = "Asia/Tokyo"
time.tzset()
locale.setlocale(locale.LC_ALL, "C")
os.chdir("/tmp")
