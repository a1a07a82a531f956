# Tries: to have the kernel write a core dump of it: a file, or, where core_pattern is a pipe, input
# for a program that runs as root outside of every namespace.
# Stopped by: rlimits for the file; for the pipe, which a limit of 0 does not stop (core(5)), only a
# process that is not dumpable, or a limit of 1.
# Bare: yes
import ctypes
import os
import resource
import signal

PR_GET_DUMPABLE = 3
child = os.fork()
if child == 0:
    try:
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, 1 << 20))
    except (OSError, ValueError):
        pass
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSEGV)
_, status = os.waitpid(child, 0)
if os.WCOREDUMP(status):
    print("BREACH: a core was dumped", os.listdir("."))
limit = resource.getrlimit(resource.RLIMIT_CORE)
if ctypes.CDLL(None).prctl(PR_GET_DUMPABLE) == 1 and limit != (1, 1):
    print("BREACH: a core_pattern that is a pipe would get this process; the limit is", limit)
