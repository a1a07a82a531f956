# Tries: to win the race between the look at a folder and its opening: children exchange a folder
#        and a link to the host's files atomically, on and on.
# Stopped by: the end of the pid namespace before the walk; openat2, which follows no link.
# Expect: {"status": "succeeded"}
import ctypes
import os
import time

RENAME_EXCHANGE, RENAME_WHITEOUT = 2, 4
libc = ctypes.CDLL(None, use_errno=True)
folder = os.path.dirname(context["host_file"])
for number in range(4):
    os.mkdir(f"folder{number}")
    with open(f"folder{number}/canary", "w") as file:
        file.write("own")
    os.symlink((folder, "/etc", "/", "..")[number], f"link{number}")
    if os.fork() == 0:
        one, other = f"folder{number}".encode(), f"link{number}".encode()
        while True:
            libc.renameat2(-100, one, -100, other, RENAME_EXCHANGE)
libc.renameat2(-100, b"folder0/canary", -100, b"moved", RENAME_WHITEOUT)
time.sleep(0.15)
