# Tries: to outlast its time, or to make the measured time wrong, with all three interval timers
#        at their shortest and handlers that raise and swallow everything.
# Stopped by: a deadline that the runner keeps, outside of the program's process.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import signal


def handler(*_):
    raise KeyboardInterrupt


for number in (signal.SIGALRM, signal.SIGVTALRM, signal.SIGPROF, signal.SIGXCPU, signal.SIGTERM):
    signal.signal(number, handler)
while True:
    try:
        for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
            signal.setitimer(timer, 1e-6, 1e-6)
        while True:
            pass
    except BaseException:
        pass
