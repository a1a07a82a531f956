# Tries: to hit the init, or to hide from whoever waits, with children whose end sends SIGKILL, or
#        nothing at all, and that outlive their parent.
# Stopped by: the kernel, which resets that signal for orphans; the namespace's init ignores it.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import os
import signal
import time

SYS_CLONE = 56
libc = ctypes.CDLL(None, use_errno=True)
for number in (0, signal.SIGKILL, signal.SIGSTOP, signal.SIGCONT, signal.SIGRTMAX):
    if os.fork() == 0:
        if libc.syscall(SYS_CLONE, number, 0, 0, 0, 0) == 0:
            time.sleep(0.05)
        os._exit(0)
    try:
        os.wait()
    except ChildProcessError:
        pass
time.sleep(0.2)
print("ended")
