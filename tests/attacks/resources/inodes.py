# Tries: to use up the inodes with empty files.
# Stopped by: the tmpfs of the job, whose inodes are counted.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "disk"}
import os

folders = (".", "/tmp", "/dev/shm")
for count in range(1_000_000):
    os.close(os.open(f"{folders[count % 3]}/{count}", os.O_CREAT | os.O_WRONLY))
    if count > 16_384:
        print("BREACH: more than 16384 files", flush=True)
        break
