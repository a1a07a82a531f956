# Tries: to get a secret past the redactor in the clear: escaped in a forged value that holds a
#     number at which the redactor's JSON reader gives up, so that it searches the text as it
#     stands.
# Stopped by: the worker, which takes no value for JSON that its own readers refuse.
# With: forged_verdict
# Job: {"redact_sensitive_output": true, "enable_output_validation": true}
# Expect: {"return_value": null}
import os

escaped = b"someone" + b"\\u0040example.com"
value = b'["' + escaped + b'", {"password": "' + escaped + b'"}, 1e999]'
write(verdict(value))
os._exit(0)
