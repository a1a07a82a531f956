# Tries: to claim an end that there is not, beyond the worker's table.
# Stopped by: the decoder, which knows four claims.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "return_value": null}
import os

write(verdict(b'"forged"', claim=200))
os._exit(0)
