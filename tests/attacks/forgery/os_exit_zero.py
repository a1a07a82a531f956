# Tries: to look finished by os._exit(0), right after printing what a passed test run prints.
# Stopped by: the runner: without a verdict that end is none of the interpreter's.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 0,
#     "success": false, "return_value": null}
import os
import sys

print("Ran 128 tests in 0.001s\n\nOK")
sys.stdout.flush()
os._exit(0)
