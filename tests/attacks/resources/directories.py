# Tries: to use up the kernel's memory with empty folders.
# Stopped by: the tmpfs of the job, whose inodes are counted.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "disk"}
import os

for count in range(1_000_000):
    os.mkdir(f"/tmp/{count}")
    if count > 16_384:
        print("BREACH: more than 16384 folders", flush=True)
        break
