# Tries: to crash the worker, or to have it take another result, by children that fill the verdict's
#        memory with lengths and bytes at random while the main process ends.
# Stopped by: a verdict whose size is sealed and which is parsed as hostile, once all have ended.
# Expect: {"type": "execute", "attempt": 1}
import os
import random

VERDICT_BYTES = 16 << 20
for seed in range(6):
    if os.fork() == 0:
        random.seed(seed)
        while True:
            length = random.choice((0, 1, 2**31, 2**32 - 1, VERDICT_BYTES - 4, 60))
            try:
                os.pwrite(3, length.to_bytes(4, "little") + random.randbytes(2000), 0)
                os.pwrite(3, random.randbytes(4), VERDICT_BYTES - 2)
            except OSError:
                pass
for attempt in (lambda: os.ftruncate(3, 0), lambda: os.ftruncate(3, 1 << 30)):
    try:
        attempt()
        print("BREACH: the verdict's size can be changed")
    except OSError:
        pass
