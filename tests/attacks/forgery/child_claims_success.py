# Tries: to have a child run to the program's end with a good value, where the parent fails.
# Stopped by: the runner, which writes the verdict of the main process alone and takes its code.
# Expect: {"status": "failed", "exit_code": 1, "return_value": null,
#     "error_message": "ValueError: the truth"}
import os

child = os.fork()
if child:
    os.waitpid(child, 0)
    raise ValueError("the truth")
{"claimed": "success"}
