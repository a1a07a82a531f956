# Tries: to claim success and exit code 0 in its verdict, and to leave with 7.
# Stopped by: the runner saw the code; a verdict of another is none.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 7,
#     "return_value": null, "success": false}
import os

write(verdict(b'"forged"', exit_code=0))
os._exit(7)
