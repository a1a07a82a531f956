# Tries: to begin processes from machine code, past every hook of the interpreter: fork, vfork and
# clone by number; each takes a session of its own and stays.
# Stopped by: the job's pid namespace, which ends before the result is published.
# Bare: yes
import ctypes
import mmap
import struct
import time

FORK, CLONE, PR_SET_NAME = 57, 56, 15
name = ctypes.create_string_buffer(context["marker"].encode())
for number in (FORK, CLONE):
    flags = b"\xbf\x11\x00\x00\x00\x31\xf6\x31\xd2\x4d\x31\xd2\x4d\x31\xc0"  # SIGCHLD, no stack
    child = b"\xb8\x70\x00\x00\x00\x0f\x05"                                   # setsid()
    child += (b"\xb8\x9d\x00\x00\x00\xbf" + struct.pack("<I", PR_SET_NAME) + b"\x48\xbe"
              + struct.pack("<Q", ctypes.addressof(name)) + b"\x0f\x05")      # prctl(name)
    child += b"\x6a\x00\x6a\x0f\x48\x89\xe7\x31\xf6\xb8\x23\x00\x00\x00\x0f\x05"  # nanosleep 15 s
    child += b"\xb8\x3c\x00\x00\x00\x31\xff\x0f\x05"                          # exit(0)
    code = flags + b"\xb8" + struct.pack("<I", number) + b"\x0f\x05\x85\xc0"
    code += b"\x74\x01\xc3" + child                                           # the parent returns
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    print(run(), flush=True)
time.sleep(0.2)
