# Tries: to put code of its own into the kernel without bpf(2): a classic filter on a socket pair,
# which the kernel's compiler turns into machine code (the way of JIT spraying).
# Stopped by: the seccomp filter, should it look at what setsockopt sets.
# Bare: yes
import ctypes
import socket
import struct

SO_ATTACH_FILTER, SO_ATTACH_REUSEPORT_CBPF = 26, 51
ALU_XOR_K, RETURN_K = 0xA4, 0x06
near, far = socket.socketpair()
spray = b"".join(struct.pack("<HBBI", ALU_XOR_K, 0, 0, 0x3CEB9090) for _ in range(200))
spray += struct.pack("<HBBI", RETURN_K, 0, 0, 0xFFFF)
memory = ctypes.create_string_buffer(spray)
program = struct.pack("<HxxxxxxQ", len(spray) // 8, ctypes.addressof(memory))
for option in (SO_ATTACH_FILTER, SO_ATTACH_REUSEPORT_CBPF):
    try:
        near.setsockopt(socket.SOL_SOCKET, option, program)
        print("BREACH: the kernel holds code of this program, by option", option)
    except OSError as refusal:
        print(option, refusal)
