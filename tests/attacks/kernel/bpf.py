# Tries: to make a BPF map and to load a BPF program of two instructions.
# Stopped by: the seccomp filter (death), no capability.
# Bare: yes
import ctypes
import os
import struct

BPF = 321
MAP_CREATE, PROG_LOAD, ARRAY, SOCKET_FILTER = 0, 5, 2, 1
libc = ctypes.CDLL(None, use_errno=True)
code = ctypes.create_string_buffer(struct.pack("<QQ", 0xB7, 0x95))  # r0 = 0; exit
license_name = ctypes.create_string_buffer(b"GPL")
requests = {
    MAP_CREATE: struct.pack("<IIIII", ARRAY, 4, 8, 4, 0),
    PROG_LOAD: struct.pack("<IIQQIIQII", SOCKET_FILTER, 2, ctypes.addressof(code),
                           ctypes.addressof(license_name), 0, 0, 0, 0, 0),
}
for command, attributes in requests.items():
    if os.fork() == 0:
        if libc.syscall(BPF, command, attributes.ljust(128, b"\0"), 128) >= 0:
            os.write(1, f"BREACH: bpf command {command}\n".encode())
        os._exit(0)
    os.wait()
