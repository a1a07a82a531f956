# Tries: to leave locks on files that all jobs share: flock, POSIX and open file locks, leases,
#     read locks and shares, by an orphan in a session of its own.
# Stopped by: the pid namespace: the locks end with their holders.
# Expect: {"status": "succeeded"}
import fcntl
import glob
import os
import struct
import time

F_OFD_SETLK, F_SETLEASE = 37, 1024
child = os.fork()
if child == 0:
    os.setsid()
files = [open(path, "rb") for path in (os.__file__, *glob.glob("/usr/lib/python3.X/json/*.py"),
                                       "/etc/passwd", "/dev/null", "/dev/urandom")]
whole = struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 0, 0, 0)
for one in files:
    for lock in (lambda: fcntl.flock(one, fcntl.LOCK_EX | fcntl.LOCK_NB),
                 lambda: fcntl.lockf(one, fcntl.LOCK_SH | fcntl.LOCK_NB),
                 lambda: fcntl.fcntl(one, F_OFD_SETLK, whole),
                 lambda: fcntl.fcntl(one, F_SETLEASE, fcntl.F_RDLCK)):
        try:
            lock()
        except OSError as error:
            print(one.name, error)
if child == 0:
    while True:
        time.sleep(1)
time.sleep(0.2)
