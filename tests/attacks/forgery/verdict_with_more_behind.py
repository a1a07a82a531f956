# Tries: to carry something behind a whole verdict.
# Stopped by: the decoder: nothing may be left.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "return_value": null}
import os

write(verdict(b'"forged"') + verdict(b'"another"'))
os._exit(0)
