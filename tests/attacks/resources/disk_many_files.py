# Tries: to fill the disk with many files, in all places that it may write to.
# Stopped by: the size of the one tmpfs that holds the work folder, /tmp and /dev/shm.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "disk",
#          "details.artifacts": null}
import os

block = b"x" * (1 << 20)
for count in range(1000):
    with open(f"{('/tmp', '/dev/shm')[count % 2]}/{count}", "wb", buffering=0) as file:
        file.write(block)
    os.mkdir(f"/tmp/folder{count}")
    if count > 17:
        print("BREACH: more than 17 MB of files", flush=True)
