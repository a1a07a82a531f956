# Tries: to fill the kernel's queues with signals that nobody takes: its own and those of the
#        namespace's init, who blocks all.
# Stopped by: RLIMIT_SIGPENDING and the memory cgroup; the queues end with the pid namespace.
# Expect: {"status": "succeeded"}
import ctypes
import os
import signal
import time

SYS_RT_SIGQUEUEINFO = 129
SI_QUEUE = -1
libc = ctypes.CDLL(None, use_errno=True)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
information = (ctypes.c_int * 32)()
information[2] = SI_QUEUE
for pid in (1, os.getpid()):
    sent, until = 0, time.monotonic() + 0.8
    while time.monotonic() < until:
        number = signal.SIGRTMIN + sent % 30
        information[0] = number
        if libc.syscall(SYS_RT_SIGQUEUEINFO, pid, number, information) != 0:
            break
        sent += 1
    print(sent, "signals for", pid)
