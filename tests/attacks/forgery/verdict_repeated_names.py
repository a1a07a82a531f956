# Tries: to have readers of its result disagree: the same name twice in its return value, so that
#     one sees the first and another the last.
# Stopped by: the worker, which takes no such value for JSON.
# With: forged_verdict
# Expect: {"status": "succeeded", "return_value": null}
import os

write(verdict(b'{"score": 0, "score": 100}'))
os._exit(0)
