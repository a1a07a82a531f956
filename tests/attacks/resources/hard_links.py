# Tries: to multiply a file beyond the limits by hard links, each of which is an artifact.
# Stopped by: the tmpfs, which counts links as inodes; bounds on the artifacts' bytes and number.
# Job: {"limits": {"max_file_bytes": 262144, "timeout_seconds": 5}}
# Expect: {"status": "failed", "details.resource": "disk",
#          "details.artifacts": "together they are larger than max_file_bytes"}
import os

with open("0", "wb") as file:
    file.write(b"x" * 30_000)
for count in range(1, 100_000):
    os.link("0", str(count))
    if count > 16_384:
        print("BREACH: more than 16384 links")
        break
