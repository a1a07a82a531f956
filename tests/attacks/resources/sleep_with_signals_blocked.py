# Tries: to outlast its time in a sleep that no signal ends: all blocked and ignored, the end of
#        the sleep taken back again and again.
# Stopped by: the time limit, by SIGKILL of the namespace's init.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137, "details": {}}
import signal
import time

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
signal.alarm(1)
while True:
    try:
        time.sleep(1000)
    except BaseException:
        pass
