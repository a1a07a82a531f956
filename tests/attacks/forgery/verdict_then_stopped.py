# Tries: to end the wait for it by SIGSTOP, with a verdict of success in place, so that the runner
#     takes a stopped program for one that has ended.
# Stopped by: the runner waits for the end alone, and its clock.
# With: forged_verdict
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137, "return_value": null}
import os

write(verdict(b'"forged"'))
while True:
    os.kill(os.getpid(), 19)
