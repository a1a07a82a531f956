# Tries: to look finished by libc's exit(0), by the bare call, by a thread's end, from a destructor.
# Stopped by: the runner: without a verdict that end is none of the interpreter's.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 0,
#     "success": false, "return_value": null}
import ctypes
import os

SYS_EXIT, SYS_EXIT_GROUP = 60, 231
libc = ctypes.CDLL(None)
for end in (lambda: libc.syscall(SYS_EXIT, 0), lambda: libc._exit(0), lambda: libc.exit(0)):
    if os.fork() == 0:
        end()
    print(os.wait()[1], flush=True)


class Last:
    def __del__(self, call=libc.syscall, number=SYS_EXIT_GROUP):
        call(number, 0)


last = Last()
{"claimed": "success"}
