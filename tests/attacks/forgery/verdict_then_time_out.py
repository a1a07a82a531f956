# Tries: to hide that it ran over its time behind a verdict of success, deaf to all signals.
# Stopped by: the runner's clock and SIGKILL; what was measured comes before the verdict.
# With: forged_verdict
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "error_type": "TimeoutError", "exit_code": 137,
#     "return_value": null}
import signal
import time

write(verdict(b'"forged"'))
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    time.sleep(1)
