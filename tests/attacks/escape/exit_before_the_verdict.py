# Tries: to end with code 0 before it can be judged, with the system call itself.
# Stopped by: an end that is not the interpreter's own is no success, whatever its code.
# Expect: {"status": "failed", "success": false, "exit_code": 0, "return_value": null}
import ctypes

EXIT_GROUP = 231
ctypes.CDLL(None).syscall(EXIT_GROUP, 0)
{"forged": True}
