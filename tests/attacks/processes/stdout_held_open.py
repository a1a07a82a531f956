# Tries: to hold up the result: children in sessions of their own keep stdout and stderr open.
# Stopped by: the end of the pid namespace before the streams are read out.
# Expect: {"status": "succeeded", "stdout": "main\n"}
# Bare: yes
import ctypes
import os
import signal
import time

PR_SET_NAME = 15
print("main", flush=True)
if os.fork() == 0:
    os.setsid()
    os.close(2)
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    ctypes.CDLL(None).prctl(PR_SET_NAME, context["marker"].encode())
    os.dup2(1, 100)
    os.close(1)
    time.sleep(12 if os.getppid() == 0 else 1)
    os.write(100, b"BREACH: it writes after the program's end\n")
    time.sleep(5)
    os._exit(0)
time.sleep(0.2)
