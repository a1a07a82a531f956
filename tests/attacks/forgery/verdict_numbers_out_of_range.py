# Tries: to put numbers into the result that other readers refuse or take for infinite.
# Stopped by: the worker, which checks the value as strictly as a job.
# With: forged_verdict
# Expect: {"status": "succeeded", "return_value": null}
import os

write(verdict(b"[1e99999, -1e99999, 1e-99999]"))
os._exit(0)
