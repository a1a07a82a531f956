# Tries: to have the worker read far more than the disk holds: a thousand artifacts that are all
#        holes.
# Stopped by: RLIMIT_FSIZE for each, and a bound on their bytes together.
# Job: {"limits": {"max_file_bytes": 262144, "timeout_seconds": 5}}
# Expect: {"status": "succeeded",
#          "details.artifacts": "together they are larger than max_file_bytes"}
import os

for count in range(1000):
    file = os.open(f"hole{count}", os.O_RDWR | os.O_CREAT)
    os.ftruncate(file, 200_000)
    os.close(file)
try:
    os.truncate("hole0", 300_000)
    print("BREACH: a file beyond the limit")
except OSError:
    pass
