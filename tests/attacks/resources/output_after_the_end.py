# Tries: to write more output than it is allowed, or to hold up the result, by children that go on
#        writing after the program has ended.
# Stopped by: the end of the pid namespace before the streams are read out.
# Expect: {"status": "succeeded"}
import os
import signal
import time

for _ in range(10):
    if os.fork() == 0:
        os.setsid()
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        while True:
            try:
                os.write(1, b"after the end\n")
            except OSError:
                pass
time.sleep(0.1)
