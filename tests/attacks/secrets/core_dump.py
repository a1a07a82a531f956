# Tries: to have the kernel dump its memory, or that of its init, to a file or to the host's handler
#     of cores, which runs outside as root.
# Stopped by: RLIMIT_CORE of 0, which the program cannot raise.
import os
import resource
import signal

for limits in ((resource.RLIM_INFINITY,) * 2, (1 << 20, 1 << 20), (1, 1)):
    try:
        resource.setrlimit(resource.RLIMIT_CORE, limits)
        print("BREACH a core may have", limits)
    except (OSError, ValueError) as error:
        print(error)
for number in (signal.SIGABRT, signal.SIGSEGV, signal.SIGQUIT, signal.SIGSYS, signal.SIGXCPU):
    if os.fork() == 0:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    _, status = os.wait()
    if os.WCOREDUMP(status):
        print("BREACH a core was dumped by signal", number)
    try:
        os.kill(1, number)
    except OSError as error:
        print(error)
for folder in (".", "/tmp", "/", "/dev/shm"):
    if any("core" in name for name in os.listdir(folder)):
        print("BREACH there is a core in", folder)
