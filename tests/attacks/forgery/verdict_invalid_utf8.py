# Tries: to get bytes into the result that are no UTF-8: overlong, surrogates, beyond Unicode, NUL,
#     in every text of a verdict that says that it raised.
# Stopped by: the worker, which makes valid UTF-8 of each.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1}
import os

bad = b"\xc0\x80\xed\xa0\x80\xf5\x90\x80\x80\xff\xfe\0\x1b]0;x\x07\xe2\x80\xae\xe2"
write(verdict(bad, claim=3, exit_code=1, error=(bad, bad * 1000, bad * 10_000)))
os._exit(1)
