# Tries: to fill the worker's memory through stdout.
# Stopped by: a worker that keeps max_output_bytes and drops the rest as it comes.
# Expect: {"status": "succeeded", "was_output_truncated": true}
import os
import time

block = b"flood " * 100_000
until = time.monotonic() + 0.7
while time.monotonic() < until:
    os.write(1, block)
