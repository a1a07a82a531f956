# Tries: to have the worker read past the end: the largest size it takes, and a text in it that
#     reaches beyond what is there.
# Stopped by: the decoder, which reads nothing that is not there, and a sealed size.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "return_value": null}
import os
import struct

VERDICT_BYTES = 16 << 20
body = struct.pack("<BiBI", 1, 0, 0, VERDICT_BYTES - 5)
write(body, VERDICT_BYTES - 1)
os._exit(0)
