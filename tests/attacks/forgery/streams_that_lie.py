# Tries: to confuse the end by its streams: sys.stdout whose flush raises SystemExit(0), whose
#     closed is true, sys.stderr that is the program's; excepthook and threading's hooks that
#     leave with 0.
# Stopped by: the runner: what an end hook raises is no success, and the exit code is measured.
# Expect: {"status": "failed", "success": false, "return_value": null}
import atexit
import os
import sys
import threading


class Stream:
    closed = False
    encoding = errors = "utf-8"

    def flush(self):
        os._exit(0)

    def write(self, text):
        raise SystemExit(0)


sys.excepthook = lambda *_: os._exit(0)
threading._shutdown = lambda: os._exit(0)
atexit.register(os._exit, 0)
sys.stdout = sys.stderr = Stream()
raise ValueError("the truth")
