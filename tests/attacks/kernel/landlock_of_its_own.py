# Tries: to stack landlock rules of its own, up to the kernel's limit of 16 layers, and to ask for
# rights that the jail's rules took away.
# Stopped by: the program's seccomp filter (death).
# With: deadly_calls
# Bare: yes
import ctypes
import struct

CREATE, ADD, RESTRICT = 444, 445, 446
EXECUTE_AND_WRITE, BENEATH, LOG_OFF = 0x3, 1, 4
calls = {
    "version": (CREATE, None, ctypes.c_long(0), 1),
    "rules": (CREATE, struct.pack("<Q", EXECUTE_AND_WRITE), ctypes.c_long(8), 0),
    "restrict without rules": (RESTRICT, -1, LOG_OFF),
    "add": (ADD, 3, BENEATH, struct.pack("<Qi", EXECUTE_AND_WRITE, 0), 0),
}
try_each(calls)
