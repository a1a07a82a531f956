# Tries: to put a segment of its own into the local descriptor table.
# Stopped by: the seccomp filter (death).
# Expect: {"status": "failed", "error_type": "SecurityViolationError"}
# Bare: yes
import ctypes
import struct

MODIFY_LDT, WRITE = 154, 0x11
SEGMENT_32BIT_PAGES = 0b1010001
entry = struct.pack("<IIII", 1, 0, 0xFFFFF, SEGMENT_32BIT_PAGES)
if ctypes.CDLL(None).syscall(MODIFY_LDT, WRITE, entry, ctypes.c_ulong(len(entry))) == 0:
    print("BREACH: a descriptor of its own", flush=True)
