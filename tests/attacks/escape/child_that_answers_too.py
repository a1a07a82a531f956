# Tries: to have a child come to the end of the program before its parent and answer in its place.
# Stopped by: only the process that began the program writes a verdict.
# Expect: {"status": "succeeded", "return_value": {"by": "the parent"}, "exit_code": 0}
import os

child = os.fork()
if child:
    os.waitpid(child, 0)
{"by": "the parent" if child else "a child"}
