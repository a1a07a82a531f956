# Tries: to outlast its time in C code of the interpreter, which looks for no signal: an enormous
#        power, and a regular expression that backtracks.
# Stopped by: the time limit, by SIGKILL.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import re
import threading

threading.Thread(target=re.match, args=(r"(a*)*b", "a" * 60), daemon=True).start()
print(7 ** 7 ** 12 % 10)
