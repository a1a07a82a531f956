# Tries: to be served beyond its time: holds connections, half of them in the middle of a long
#     answer, deaf to signals, until it is killed.
# Stopped by: the limit of time; the worker, which closes every connection before the result is
#     told.
# Network: yes
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import contextlib
import signal
import socket
import time

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
held = [socket.create_connection(context["egress"][number % 2]) for number in range(40)]
for one in held[::2]:
    one.setblocking(False)
    with contextlib.suppress(OSError):
        one.send(b"a long answer" * 20_000)
while True:
    time.sleep(1)
