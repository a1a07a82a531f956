# Tries: to outlive its job by signals that the kernel sends at a parent's end: it clears its own,
#        and has one sent that wakes a stopped heir.
# Stopped by: the job's pid namespace; the runner's own signal is out of reach.
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os
import signal
import time

PR_SET_PDEATHSIG, PR_GET_PDEATHSIG, PR_SET_NAME = 1, 2, 15
libc = ctypes.CDLL(None, use_errno=True)
for number in (0, signal.SIGCONT, signal.SIGKILL, 0):
    libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
if os.fork() == 0:
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGCONT, 0, 0, 0)
    libc.prctl(PR_SET_NAME, context["marker"].encode())
    os.setsid()
    os.closerange(0, 10)
    os.kill(os.getpid(), signal.SIGSTOP)
    time.sleep(10)
    os._exit(0)
time.sleep(0.3)
