# Tries: to look as if it had ended well, where SIGKILL ended it: it writes a whole verdict of
#     success before.
# Stopped by: the runner, which saw the signal; a verdict counts only where the program left.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 137,
#     "return_value": null, "success": false}
import os

write(verdict(b'"forged"'))
os.kill(os.getpid(), 9)
os.abort()
