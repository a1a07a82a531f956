# Tries: to read what the runner was started with, where the kernel put it: arguments, environment
#     and the program's path at the top of the stack, by libc's names for them and by the stack
#     itself.
# Stopped by: a runner that is started with an environment of its own, by a path that says nothing.
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os
import re

AT_RANDOM, AT_EXECFN, AT_PLATFORM, AT_BASE_PLATFORM = 25, 31, 15, 24
libc = ctypes.CDLL(None)
libc.getauxval.restype = libc.secure_getenv.restype = ctypes.c_char_p
libc.getauxval.argtypes = [ctypes.c_ulong]
for kind in (AT_EXECFN, AT_PLATFORM, AT_BASE_PLATFORM):
    print(kind, libc.getauxval(kind))
for name in ("program_invocation_name", "program_invocation_short_name", "__progname"):
    print(name, ctypes.c_char_p.in_dll(libc, name).value)
environment = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
for number in range(1000):
    if not environment[number]:
        break
    print(environment[number])
print(libc.secure_getenv(b"CANARY_SECRET"))
libc.getauxval.restype = ctypes.c_ulong
at = libc.getauxval(AT_RANDOM)
read_end, write_end = os.pipe()
libc.write.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
stack = b""
for page in range((at & ~4095) - 4096, (at & ~4095) + (64 << 12), 4096):
    if libc.write(write_end, page, 4096) > 0:
        stack += os.read(read_end, 4096)
print(re.findall(rb"[ -~]{6,}", stack)[-100:])
