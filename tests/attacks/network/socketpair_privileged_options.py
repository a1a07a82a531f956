# Tries: to set options of a socketpair that are for the privileged: marks, buffers beyond the
#     limit, priorities, busy polling; and to read the security label of whoever made its peer.
# Stopped by: no capability in the jail's user namespace.
# Bare: yes
import socket
import struct

SO_MARK, SO_SNDBUFFORCE, SO_RCVBUFFORCE, SO_PRIORITY, SO_BUSY_POLL_BUDGET = 36, 32, 33, 12, 70
SO_PEERSEC, SO_RESERVE_MEM, SO_DEBUG = 31, 73, 1
number = struct.pack("=i", 1 << 24)
one, other = socket.socketpair()
for option, value in ((SO_MARK, number), (SO_SNDBUFFORCE, number),
                      (SO_RCVBUFFORCE, number), (SO_PRIORITY, number), (SO_RESERVE_MEM, number),
                      (SO_BUSY_POLL_BUDGET, struct.pack("=i", 60000)),
                      (SO_DEBUG, struct.pack("=i", 1))):
    try:
        one.setsockopt(socket.SOL_SOCKET, option, value)
        print("BREACH set", option)
    except OSError as error:
        print(option, error)
try:
    print("BREACH a label:", one.getsockopt(socket.SOL_SOCKET, SO_PEERSEC, 100))
except OSError as error:
    print(error)
