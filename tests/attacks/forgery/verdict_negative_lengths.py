# Tries: to make the decoder turn around: texts of length -1, -4 and 2^31, which a sum of 32 bits
#     would take for short ones.
# Stopped by: the decoder, which compares with what is left.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "return_value": null}
import os
import struct

lengths = (0xFFFFFFFF, 0xFFFFFFFC, 0x80000000, 0x7FFFFFFF, 0xFFFFFFF0, 0xFFFFFFFB)
write(struct.pack("<BiB6II", 1, 0, 0, *lengths, 0))
os._exit(0)
