# Tries: to have the kernel write a core, or hand it to the host's core handler as root, by every
#        signal that dumps core, after raising its limit.
# Stopped by: RLIMIT_CORE of 0 for files; a handler behind a pipe ignores that limit and needs a
#        process that is not dumpable.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import os
import resource
import signal

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4
libc = ctypes.CDLL(None, use_errno=True)
for value in (1, 1 << 20, resource.RLIM_INFINITY):
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (value, value))
        print("BREACH: cores of", value)
    except (OSError, ValueError):
        pass
if libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0 or libc.prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0:
    print("BREACH: dumpable: a core handler of the host would get its memory")
for number in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGQUIT, signal.SIGSYS):
    child = os.fork()
    if child == 0:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    if os.WCOREDUMP(os.waitpid(child, 0)[1]) or [n for n in os.listdir(".") if "core" in n]:
        print("BREACH: a core by", number)
print("ended")
