# Tries: to keep the worker reading for ever: a flood in all processes that does not end by itself.
# Stopped by: the time limit, after which every process is killed before the streams are read out.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "was_output_truncated": true}
import os
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
block = b"\xff" * 65536
for _ in range(8):
    if os.fork() == 0:
        os.setsid()
        break
while True:
    os.write(1, block)
    os.write(2, block)
