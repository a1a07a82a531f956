# Tries: to make a failure a success: the hook that shows the exception exits with 0, at once.
# Stopped by: an end that is not the interpreter's own is no success, whatever its code.
# Expect: {"status": "failed", "success": false, "error_type": "CodeExecutionError"}
import os
import sys


def show(*_):
    sys.stdout.flush()
    os._exit(0)


sys.excepthook = show
raise RuntimeError("not a success")
