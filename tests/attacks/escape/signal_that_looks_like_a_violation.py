# Tries: to have the worker say something false: the program sends itself the signal by which the
# seccomp filter kills, without a forbidden call.
# Stopped by: the worker, should it tell a signal from a call that the filter saw.
# Expect: {"status": "failed", "exit_code": 159, "details.violation_type": null}
import os
import signal

os.kill(os.getpid(), signal.SIGSYS)
