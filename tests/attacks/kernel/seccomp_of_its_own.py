# Tries: to install filters of its own: one with a listener, by which it would answer calls that
# another filter means to judge, and some that allow all.
# Stopped by: the program's seccomp filter (death); prctl's options (ENOSYS).
# With: deadly_calls
# Bare: yes
import ctypes
import struct

SECCOMP, PRCTL = 317, 157
FILTER, NEW_LISTENER, SPEC_ALLOW, PR_SET_SECCOMP = 1, 8, 4, 22
RETURN_K, ALLOW = 0x06, 0x7FFF0000
code = ctypes.create_string_buffer(struct.pack("<HBBI", RETURN_K, 0, 0, ALLOW))
allowing = struct.pack("<HxxxxxxQ", 1, ctypes.addressof(code))
calls = {
    "listener": (SECCOMP, FILTER, NEW_LISTENER, allowing),
    "without mitigations": (SECCOMP, FILTER, SPEC_ALLOW, allowing),
    "filter": (SECCOMP, FILTER, 0, allowing),
    "by prctl": (PRCTL, PR_SET_SECCOMP, 2, allowing, 0, 0),
    "actions": (SECCOMP, 2, 0, struct.pack("<I", ALLOW)),
}
try_each(calls)
