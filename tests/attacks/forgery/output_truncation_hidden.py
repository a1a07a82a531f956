# Tries: to hide that its output was cut: exactly the limit first, the rest by another descriptor,
#     by a child, by splice, and after the main process's verdict was written.
# Stopped by: the worker, which counts all that comes through the pipe.
# Job: {"limits": {"max_output_bytes": 10}}
# Expect: {"status": "succeeded", "was_output_truncated": true, "stdout": "0123456789"}
import os

os.write(1, b"0123456789")
read_end, write_end = os.pipe()
os.write(write_end, b"spliced")
os.splice(read_end, 1, 7)
copy = os.dup(1)
if os.fork() == 0:
    os.write(copy, b"child")
    os._exit(0)
os.wait()
