# Tries: to break the interpreter for those who come after: small numbers, True and types get other
# values, builtins other functions, libc's text other instructions.
# Stopped by: every job is a fork with pages of its own; nothing of them goes back to the runner.
import builtins
import ctypes
import sys

READ_WRITE_EXECUTE = 7
libc = ctypes.CDLL(None)
ctypes.c_int.from_address(id(45) + 24).value = 46
ctypes.c_int.from_address(id(332) + 24).value = 1
ctypes.c_ulong.from_address(id(frozenset) + 8).value = id(int)
builtins.sum = builtins.range = lambda *_: 0
sys.modules["os"] = sys
for symbol in (libc.getpid, libc.write, libc.close_range):
    at = ctypes.cast(symbol, ctypes.c_void_p).value & ~4095
    if libc.mprotect(ctypes.c_void_p(at), ctypes.c_ulong(8192), READ_WRITE_EXECUTE) == 0:
        print("changed its own copy of the page of", symbol, flush=True)
        ctypes.memset(ctypes.cast(symbol, ctypes.c_void_p).value + 4, 0xCC, 1)
libc.getpid()
