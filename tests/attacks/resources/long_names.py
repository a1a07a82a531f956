# Tries: to use up memory and the result's size with names: 255 bytes each, and paths of more than
#        4,096 bytes.
# Stopped by: the counted inodes of the tmpfs, and bounds on the artifacts' number and paths.
# Expect: {"status": "failed", "details.resource": "disk",
#          "details.artifacts": "a path longer than 4096 bytes"}
import os

os.makedirs("/".join(["p" * 250] * 16))
here = os.open("/".join(["p" * 250] * 16), os.O_RDONLY)
for count in range(20_000):
    os.close(os.open(f"{count:05}" + "n" * 250, os.O_CREAT, dir_fd=here))
