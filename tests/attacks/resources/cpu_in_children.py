# Tries: to burn the processors beyond its time, in children that ignore every signal.
# Stopped by: the time limit, which kills the whole pid namespace; RLIMIT_CPU.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import os
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
for _ in range(15):
    if os.fork() == 0:
        os.setsid()
        break
while True:
    pass
