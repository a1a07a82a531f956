# Tries: to make the worker wait or fail by its streams: closed, shut by a child that keeps them
#     open in a session of its own, in packets, without room, and non-blocking for who reads.
# Stopped by: the worker, whose end of each pipe has flags of its own; the pid namespace.
# Expect: {"status": "succeeded", "return_value": "end", "stderr": ""}
import fcntl
import os
import time

F_SETPIPE_SZ = 1031
print("first", flush=True)
for number in (1, 2):
    fcntl.fcntl(number, F_SETPIPE_SZ, 4096)
    fcntl.fcntl(number, fcntl.F_SETFL, os.O_NONBLOCK | os.O_DIRECT | os.O_ASYNC)
    fcntl.fcntl(number, fcntl.F_SETOWN, os.getpid())
if os.fork() == 0:
    os.setsid()
    while True:
        time.sleep(1)
for number in (0, 1, 2):
    os.close(number)
"end"
