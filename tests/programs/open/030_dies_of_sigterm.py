"""Prints something, leaves something unflushed in the buffer, and dies of SIGTERM sent to itself."""
import atexit
import os
import signal
import sys

atexit.register(print, "atexit never runs when killed by a signal")
steps = []
for name in ("prepare", "measure", "store"):
    steps.append(name)
    print(f"step {len(steps)}: {name}", flush=True)
print("written to stderr before the end", file=sys.stderr)
try:
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        print("this line is still in the buffer and is lost")
        os.kill(os.getpid(), signal.SIGTERM)
        print("not reached")
finally:
    print("finally does not run either")
