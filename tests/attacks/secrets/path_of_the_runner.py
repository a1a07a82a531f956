# Tries: to learn where the worker lies on the host (and so, often, whose it is) by the name under
#     which the kernel started the runner: auxiliary vector, libc's names, the strings on the stack.
# Stopped by: the runner, which goes by the name of /usr/bin/python3.
# Expect: {"status": "succeeded"}
import ctypes
import os
import re
import sys

AT_RANDOM, AT_EXECFN = 25, 31
libc = ctypes.CDLL(None)
libc.getauxval.argtypes = [ctypes.c_ulong]
libc.getauxval.restype = ctypes.c_char_p
names = {libc.getauxval(AT_EXECFN), os.fsencode(sys.executable), sys.orig_argv[0].encode()}
names |= {ctypes.c_char_p.in_dll(libc, name).value
          for name in ("program_invocation_name", "program_invocation_short_name")}
libc.getauxval.restype = ctypes.c_ulong
page = libc.getauxval(AT_RANDOM) & ~4095
libc.write.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
read_end, write_end = os.pipe()
for at in (page, page + 4096, page + 8192):
    if libc.write(write_end, at, 4096) > 0:
        names |= set(re.findall(rb"/[\w.-]+/[\w./-]{3,}", os.read(read_end, 4096)))
strange = names - {b"/usr/bin/python3", b"python3", b"/usr/bin:/bin", b"/job/main.py", b"/usr/bin"}
if strange:
    print("BREACH the runner's path on the host:", strange)
