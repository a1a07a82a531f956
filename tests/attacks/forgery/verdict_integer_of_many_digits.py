# Tries: to make its result unreadable by an integer of thousands of digits in its return value:
#     from 4,301 on Python's json gives up the whole line (so this one has fewer).
# Stopped by: the worker, which promises integers of at most 64 bits.
# With: forged_verdict
# Expect: {"status": "succeeded", "return_value": null}
import os

write(verdict(b"9" * 4_000))
os._exit(0)
