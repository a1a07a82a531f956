# Tries: to fill the disk with one file, by write, fallocate and at a far offset.
# Stopped by: RLIMIT_FSIZE, and the size of the tmpfs.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "file_size",
#          "artifacts": []}
import os

LIMIT = 16 << 20
file = os.open("/tmp/big", os.O_RDWR | os.O_CREAT)
for attempt in (lambda: os.posix_fallocate(file, 0, LIMIT + 1), lambda: os.ftruncate(file, 1 << 60),
                lambda: os.pwrite(file, b"x", 1 << 40), lambda: os.posix_fallocate(file, LIMIT, 9)):
    try:
        attempt()
        print("BREACH: a file beyond the limit")
    except OSError:
        pass
while True:
    os.write(file, b"x" * (1 << 20))
    if os.fstat(file).st_size > LIMIT:
        print("BREACH: a file beyond the limit", flush=True)
