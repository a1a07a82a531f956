# Tries: to be a success by a code of sys.exit that lies: an int whose conversions say 0, beyond 64
#     bits, negative.
# Stopped by: the runner takes the number as the interpreter does, and the kernel's exit code.
# Expect: {"status": "failed", "exit_code": 255, "success": false}
import os
import sys


class Zero(int):
    def __int__(self):
        return 0
    __index__ = __and__ = __rand__ = __bool__ = __int__


for code in (Zero(255), 2 ** 70, -1, -(2 ** 70)):
    if os.fork() == 0:
        sys.exit(code)
    print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
raise SystemExit(Zero(255))
