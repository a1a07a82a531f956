# Tries: to crash the redactor by a forged value that is JSON to one reader and none to another,
#     full of what it looks for.
# Stopped by: the worker, which checks the value before, and redacts as text what does not parse.
# With: forged_verdict
# Job: {"redact_sensitive_output": true, "enable_output_validation": true}
# Expect: {"success": true, "exit_code": 0}
import os

mail = b"someone" + b"@example.com"
value = (b'{"' + mail + b'": 1e999, "' + mail + b'": -1E+999, "password": "\\u0000' + mail
         + b'\\ud83d\\ude00", "4111' + b'1111' * 3 + b'": 4111' + b'1111' * 3 + b"}")
write(verdict(value))
os._exit(0)
