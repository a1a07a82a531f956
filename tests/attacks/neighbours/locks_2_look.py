# Tries: to find a lock that the job before it left, to be held up by it, and to read it as a
#     signal.
# Stopped by: the pid namespace: the locks end with their holders.
# Expect: {"status": "succeeded"}
import fcntl
import glob
import os

for path in (os.__file__, *glob.glob("/usr/lib/python3.X/json/*.py"), "/etc/passwd", "/dev/null"):
    with open(path, "rb") as one:
        for kind in (fcntl.LOCK_EX, fcntl.LOCK_SH):
            try:
                fcntl.flock(one, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                print("BREACH somebody holds a lock on", path)
        if fcntl.fcntl(one, fcntl.F_GETLEASE) != fcntl.F_UNLCK:
            print("BREACH somebody has a lease of", path)
