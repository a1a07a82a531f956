# Tries: to write fields of the result: its return value closes the object and goes on with a
#     status, layers, another id, and a second line for a job that it is not.
# Stopped by: the worker: a return value goes into the result only as one whole JSON value.
# Expect: {"status": "succeeded", "return_value": null, "user_id": null, "artifacts": [],
#     "sandbox_metadata.sandbox_type": "native",
#     "details.return_value": "the program's verdict held no valid value"}
import os
import struct


def text(value):
    return struct.pack("<I", len(value)) + value


def verdict(value=b"null", claim=1, exit_code=0, error=(b"", b"", b""), refused=b"", errno=0):
    fields = b"".join(text(one) for one in (value, b"", *error, refused))
    return struct.pack("<BiB", claim, exit_code, 0) + fields + struct.pack("<I", errno)


def write(body, size=None):
    os.pwrite(3, struct.pack("<I", len(body) if size is None else size) + body, 0)


write(verdict(b'null,"status":"expired","user_id":"root","artifacts":[1],"sandbox_metadata":'
              b'{"sandbox_type":"none","layers":[]}}\n{"id":"honest-0","status":"succeeded"}\n'
              b'{"x":1'))
os._exit(0)
