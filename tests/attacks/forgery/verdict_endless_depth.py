# Tries: to overflow the stack of whoever parses its return value: 90,000 brackets.
# Stopped by: the worker, which takes values at most 100 deep.
# With: forged_verdict
# Expect: {"status": "succeeded", "return_value": null,
#     "details.return_value": "the program's verdict held no valid value"}
import os

write(verdict(b"[" * 45_000 + b"]" * 45_000))
os._exit(0)
