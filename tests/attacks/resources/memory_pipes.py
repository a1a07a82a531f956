# Tries: to take the kernel's memory with full pipes of the largest size, in many processes.
# Stopped by: the kernel's bound for each user, RLIMIT_NOFILE, and the memory cgroup.
import fcntl
import mmap
import os
import time

counter = mmap.mmap(-1, 4096)
block = b"x" * (1 << 20)


def fill(place):
    held = 0
    try:
        while True:
            reading, writing = os.pipe2(os.O_NONBLOCK)
            try:
                fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 1 << 20)
            except OSError:
                pass
            held += os.write(writing, block)
            counter[place * 4:place * 4 + 4] = (held >> 10).to_bytes(4, "little")
    except OSError:
        time.sleep(0.5)


for place in range(14):
    if os.fork() == 0:
        fill(place)
        os._exit(0)
time.sleep(0.5)
held = sum(int.from_bytes(counter[at:at + 4], "little") for at in range(0, 56, 4))
print(held >> 10, "MB")
if held > 400 << 10:
    print("BREACH: pipes hold", held >> 10, "MB")
