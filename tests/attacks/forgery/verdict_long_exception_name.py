# Tries: to get megabytes into the result by the name of its exception, where message and traceback
#     are held to a limit.
# Stopped by: the worker, which cuts names at 200 bytes.
# With: forged_verdict
# Expect: {"status": "failed", "exit_code": 1, "details.exception": "EEEEEEEEEEEEEEEEEEE
#     EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE
#     EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE
#     EEEEEEEEEEEEEEEEEEEE"}
import os

name = b"E" * 19 + (b" " + b"E" * 79) * 200_000
write(verdict(b"null", claim=3, exit_code=1, error=(name, b"message", b"")))
os._exit(1)
