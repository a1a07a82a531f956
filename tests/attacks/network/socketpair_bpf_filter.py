# Tries: to have the kernel compile and run a program of its own: classic BPF attached to an end of
#     a socketpair, a sprayer of code into kernel memory.
# Stopped by: the seccomp filter, which refuses the filters that setsockopt attaches.
# Bare: yes
import ctypes
import socket
import struct

SO_ATTACH_FILTER, SO_ATTACH_BPF, SO_ATTACH_REUSEPORT_CBPF = 26, 50, 51
BPF_LOAD_IMMEDIATE, BPF_RETURN = 0x00, 0x06
code = struct.pack("=HBBI", BPF_LOAD_IMMEDIATE, 0, 0, 0x90909090) * 1000
code += struct.pack("=HBBI", BPF_RETURN, 0, 0, 1)  # keeps the first byte of each message
room = ctypes.create_string_buffer(code, len(code))
program = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(room))
for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
    one, other = socket.socketpair(socket.AF_UNIX, kind)
    for option, value in ((SO_ATTACH_FILTER, program), (SO_ATTACH_REUSEPORT_CBPF, program),
                          (SO_ATTACH_BPF, struct.pack("=i", 0))):
        try:
            other.setsockopt(socket.SOL_SOCKET, option, value)
            one.send(b"12345678")
            print("BREACH the kernel ran the filter", option, other.recv(100))
        except OSError as error:
            print(option, error)
