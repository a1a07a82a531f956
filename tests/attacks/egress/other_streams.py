# Tries: streams that are none of TCP's and know other ways: MPTCP, which opens paths of its own,
#     SCTP, SMC; with the number where the filter does not look, or cut off.
# Stopped by: the filter of sockets, which compares what the kernel reads.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes

SYS_SOCKET, AF_INET, STREAM = 41, 2, 1
MPTCP, SCTP, SMC = 262, 132, 256
libc = ctypes.CDLL(None, use_errno=True)
for kind in (STREAM, STREAM | 0o4000, STREAM | 0o2000000, STREAM | 1 << 32, STREAM | 1 << 63):
    for protocol in (MPTCP, SCTP, SMC, MPTCP | 1 << 32, SCTP | 0xFFFFFFFF00000000):
        if libc.syscall(SYS_SOCKET, AF_INET, ctypes.c_ulong(kind), ctypes.c_ulong(protocol)) >= 0:
            print("BREACH: a stream of protocol", hex(protocol), hex(kind))
