# Tries: to rewrite the verdict from another process, again and again, until after the worker has
# begun to read it.
# Stopped by: the pid namespace ends before the verdict goes to the worker.
# Expect: {"status": "failed", "exit_code": 3, "success": false, "return_value": null}
import ctypes
import os
import struct

PR_SET_NAME, VERDICT, COMPLETED = 15, 3, 1
forged = struct.pack("<BiBI", COMPLETED, 0, 0, 6) + b'"mine"' + struct.pack("<IIIIII", *[0] * 6)
forged = struct.pack("<I", len(forged)) + forged
for _ in range(4):
    if os.fork() == 0:
        os.setsid()
        ctypes.CDLL(None).prctl(PR_SET_NAME, context["marker"].encode())
        for descriptor in range(3):
            os.close(descriptor)
        while True:
            os.pwrite(VERDICT, forged, 0)
os._exit(3)
