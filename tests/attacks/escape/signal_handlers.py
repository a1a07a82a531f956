# Tries: to outlive its limit by handling and blocking every signal, as leader of another session,
# without a signal at its parent's death.
# Stopped by: SIGKILL from outside its pid namespace.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import ctypes
import os
import signal
import threading
import time

PR_SET_NAME, PR_SET_PDEATHSIG = 15, 1
libc = ctypes.CDLL(None)
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, lambda *_: None)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
libc.prctl(PR_SET_PDEATHSIG, 0)
libc.prctl(PR_SET_NAME, context["marker"].encode())
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
if os.fork() == 0:
    os.setsid()
    libc.prctl(PR_SET_PDEATHSIG, 0)
    while True:
        time.sleep(1)
while True:
    time.sleep(1)
