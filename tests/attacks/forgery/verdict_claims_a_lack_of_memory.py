# Tries: to blame limits that it never met, by errno and names, for an error of another type.
# Stopped by: nothing: it is the program's own word (docs/security.md). What is measured stands: the
#     exit code, and no success.
# With: forged_verdict
# Expect: {"success": false, "exit_code": 5, "can_retry": false}
import os

write(verdict(b"null", claim=3, exit_code=5, error=(b"MemoryError", b"SandboxError", b"x"),
              errno=28))
os._exit(5)
