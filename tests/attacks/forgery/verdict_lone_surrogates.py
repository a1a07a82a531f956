# Tries: to put text into the result that is no Unicode: half of a surrogate pair as an escape,
#     which many readers refuse with the whole line.
# Stopped by: the worker, which checks the value as strictly as a job.
# With: forged_verdict
# Expect: {"status": "succeeded", "return_value": null}
import os

write(verdict(b'{"\\ud800": "\\udfff\\ud800"}'))
os._exit(0)
