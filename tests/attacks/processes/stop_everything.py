# Tries: to stop all processes, its own too, so that nobody is left to end them.
# Stopped by: the runner, outside of the namespace: the time limit's SIGKILL ends the stopped too.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import os
import signal

children = [os.fork() for _ in range(4)]
if 0 in children:
    os.setsid()
    while True:
        signal.pause()
for target in (-1, 1, 0, os.getpid()):
    try:
        os.kill(target, signal.SIGSTOP)
    except OSError:
        pass
