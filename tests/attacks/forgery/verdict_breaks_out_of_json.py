# Tries: to write fields of the result: its return value closes the object and goes on with a
#     status, layers, another id, and a second line for a job that it is not.
# Stopped by: the worker: a return value goes into the result only as one whole JSON value.
# With: forged_verdict
# Expect: {"status": "succeeded", "return_value": null, "user_id": null, "artifacts": [],
#     "sandbox_metadata.sandbox_type": "native",
#     "details.return_value": "the program's verdict held no valid value"}
import os

write(verdict(b'null,"status":"expired","user_id":"root","artifacts":[1],"sandbox_metadata":'
              b'{"sandbox_type":"none","layers":[]}}\n{"id":"honest-0","status":"succeeded"}\n'
              b'{"x":1'))
os._exit(0)
