# Tries: to be still dying when the next job begins, and to take its processes and memory: each of
#        many descriptors in many processes looks through thousands of locks when it is closed.
# Stopped by: a runner's cgroup that nothing of an earlier program is in; a time after which a runner
#        that waits for the end is given up, and its job not run again.
# Job: {"limits": {"timeout_seconds": 4}}
# Expect: {"status": "timed_out", "exit_code": 137}
import fcntl
import os
import struct
import time

lock = struct.Struct("hhqqi4x")
files = [os.open(path, os.O_RDWR | os.O_CREAT) for path in ("/tmp/one", "/tmp/other")]
has_built, building = os.pipe()


def fill(descriptor):
    try:
        while True:
            os.dup(descriptor)
    except OSError:
        pass


def build(own, other):
    last = os.dup2(own, 1023)
    fill(other)
    os.close(own)
    until, n = time.monotonic() + 2, 0
    while time.monotonic() < until:
        fcntl.fcntl(last, fcntl.F_SETLK, lock.pack(fcntl.F_RDLCK, 0, (1 << 40) - 4 * n, 1, 0))
        n += 1
    os.write(building, b"x")


for own, other in (files, files[::-1]):
    if os.fork() == 0:
        build(own, other)
        time.sleep(100)
for _ in range(2):
    os.read(has_built, 1)
for number in range(10):
    if os.fork() == 0:
        fill(files[number % 2])
        break
time.sleep(100)
