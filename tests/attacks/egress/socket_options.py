# Tries: options that lead a stream elsewhere or open doors in the kernel: another interface or
#     mark, a foreign source address, source routes, filters, other protocols on top, repair of its
#     state.
# Stopped by: the filter of sockets, which knows the options that clients set.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import socket
import struct

BINDTODEVICE, ATTACH_FILTER, ATTACH_BPF, MARK, ATTACH_REUSEPORT, BUSY_POLL, ZEROCOPY = (
    25, 26, 50, 36, 51, 46, 60)
IP_OPTIONS, FREEBIND, TRANSPARENT, ADD_MEMBERSHIP, IPT_REPLACE = 4, 15, 19, 35, 64
CONGESTION, MD5SIG, REPAIR, FASTOPEN, FASTOPEN_CONNECT, ULP, DEFER = 13, 14, 19, 23, 30, 31, 9
one_byte_filter = struct.pack("HxxxxxxQ", 1, 0)
options = [(socket.SOL_SOCKET, name, value) for name, value in
           ((BINDTODEVICE, b"lo\0"), (ATTACH_FILTER, one_byte_filter), (ATTACH_BPF, bytes(4)),
            (MARK, b"\1\0\0\0"), (ATTACH_REUSEPORT, one_byte_filter), (BUSY_POLL, b"\1\0\0\0"),
            (ZEROCOPY, b"\1\0\0\0"), (15, b"\1\0\0\0"))]
options += [(socket.IPPROTO_IP, name, value) for name, value in
            ((IP_OPTIONS, b"\x83\7\4\x7f\0\0\1\0"), (FREEBIND, b"\1\0\0\0"),
             (TRANSPARENT, b"\1\0\0\0"), (ADD_MEMBERSHIP, b"\xe0\0\0\1\0\0\0\0"),
             (IPT_REPLACE, bytes(200)), (1, b"\x10\0\0\0"))]
options += [(socket.IPPROTO_TCP, name, value) for name, value in
            ((CONGESTION, b"reno"), (MD5SIG, bytes(216)), (REPAIR, b"\1\0\0\0"),
             (FASTOPEN, b"\5\0\0\0"), (FASTOPEN_CONNECT, b"\1\0\0\0"), (ULP, b"tls"),
             (ULP, b"mptcp"), (DEFER, b"\1\0\0\0"))]
options += [(level, 1, bytes(64)) for level in (41, 270, 282, 284, 0x10006)]
with socket.create_connection(context["egress"][0]) as connected, socket.socket() as fresh:
    for option in options:
        for stream in (connected, fresh):
            try:
                stream.setsockopt(*option)
                print("BREACH: took the option", option[:2])
            except OSError as error:
                print(option[:2], error)
