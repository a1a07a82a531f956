# Tries: to keep the runner busy beyond its time with the walk: as many entries as the tmpfs takes,
#        most of them no artifacts.
# Stopped by: bounds on the entries, on the files and on the inodes of the tmpfs.
# Expect: {"status": "succeeded"}
import os

made = 0
try:
    for folder in range(200):
        os.mkdir(f"f{folder}")
        for number in range(100):
            os.symlink("/" + "t" * 200, f"f{folder}/{number}")
            made += 1
except OSError:
    pass
if made > 20_000:
    print("BREACH: more entries than the tmpfs has inodes")
