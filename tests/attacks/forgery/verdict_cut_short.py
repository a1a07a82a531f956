# Tries: to be a success by a verdict that lacks its last byte.
# Stopped by: the decoder: it is whole or none.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "return_value": null}
import os

write(verdict(b'"forged"')[:-1])
os._exit(0)
