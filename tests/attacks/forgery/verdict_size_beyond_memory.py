# Tries: to have the worker read beyond the verdict's memory: the size says 4 GB.
# Stopped by: the worker, which takes no size of 16 MiB or more.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 0,
#     "return_value": null}
import os

write(verdict(b'"forged"'), 0xFFFFFFFF)
os._exit(0)
