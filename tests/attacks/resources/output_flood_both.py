# Tries: to fill the worker's memory through both streams at once, from many children.
# Stopped by: a worker that keeps max_output_bytes of each and drops the rest as it comes.
# Job: {"limits": {"max_output_bytes": 1000000, "timeout_seconds": 5}}
# Expect: {"status": "succeeded", "was_output_truncated": true}
import os
import time

block = b"flood\n" * 10_000
until = time.monotonic() + 0.7
for number in range(10):
    if os.fork() == 0:
        while time.monotonic() < until:
            os.write(1 + number % 2, block)
        os._exit(0)
while time.monotonic() < until:
    os.write(2, block)
for _ in range(10):
    os.wait()
