# Tries: to look like a cancelled or a timed out job: it interrupts itself, raises TimeoutError and
#     asyncio's CancelledError.
# Stopped by: the worker: only its own clock and its own cancel make these statuses.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 130}
import asyncio
import os
import signal

for one in (TimeoutError("The program ran longer than its limit of 1 s"), asyncio.CancelledError()):
    if os.fork() == 0:
        raise one
    print(os.wait()[1], flush=True)
signal.raise_signal(signal.SIGINT)
