# Tries: to be told as a success that left with code 9: the verdict agrees with the code, and says
#     256 times more of it.
# Stopped by: the worker: success is code 0 alone.
# With: forged_verdict
# Expect: {"status": "failed", "exit_code": 9, "return_value": null, "success": false}
import os

write(verdict(b'"forged"', exit_code=9 + (1 << 24)))
os._exit(9)
