# Tries: to get output past the limit, or to break the worker's reading: it closes the streams,
#        has other descriptors in their place, and writes to copies of them later.
# Stopped by: nothing but the worker's pipes leads out; what comes by a copy is counted likewise.
# Expect: {"status": "succeeded", "stdout": "late", "was_output_truncated": true}
import os

late, errors = os.dup(1), os.dup(2)
for stream in range(3):
    os.close(stream)
os.open("/dev/full", os.O_RDWR)
os.open("/dev/null", os.O_RDWR)
os.dup(0)
os.write(late, b"late")
os.write(errors, b"e" * 200_000)
os.close(late)
