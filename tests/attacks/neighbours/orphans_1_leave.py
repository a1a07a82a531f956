# Tries: to outlive its job by numbers and by ties: orphans that fork on and on, that are stopped,
#     that ignore all, that wait for the next job's number, whose parent is not their maker.
# Stopped by: the pid namespace, whose init's end ends all; RLIMIT_NPROC and the pids cgroup.
# Expect: {"status": "succeeded"}
import os
import signal
import time


def run_on(number):
    os.setsid()
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    if number == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
    while True:
        try:
            if os.fork() and number == 1:
                os._exit(0)
        except OSError:
            time.sleep(0.01)


for number in range(4):
    if os.fork() == 0:
        run_on(number)
time.sleep(0.3)
