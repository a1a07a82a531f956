# Tries: to get a return value of 15 MB past the limit of output.
# Stopped by: the worker, which holds the claimed value to max_output_bytes.
# With: forged_verdict
# Expect: {"status": "succeeded", "return_value": null,
#     "details.return_value": "it is longer than max_output_bytes"}
import os

write(verdict(b'"' + b"A" * (15 << 20) + b'"'))
os._exit(0)
