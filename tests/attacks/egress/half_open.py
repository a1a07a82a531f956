# Tries: to leave connections half made or half ended, by thousands: reset at once, ended on one
#     side and never read, ended before the target was asked, written to after the end.
# Stopped by: the gate, which drops what has ended; what is left ends with the job.
# Network: yes
# Job: {"limits": {"timeout_seconds": 10}}
# Expect: {"status": "succeeded"}
import contextlib
import socket
import struct

RESET_AT_CLOSE = struct.pack("ii", 1, 0)
left = []
for number in range(2_000):
    one = socket.socket()
    one.setblocking(False)
    one.connect_ex(tuple(context["egress"][number % 2]))
    with contextlib.suppress(OSError):
        if number % 5 == 0:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
        elif number % 5 == 1:
            one.shutdown(socket.SHUT_WR)
        elif number % 5 == 2:
            one.send(b"never read" * 1_000)
            one.shutdown(socket.SHUT_RD)
        elif number % 5 == 3:
            one.shutdown(socket.SHUT_RDWR)
            one.send(b"after the end")
    if number % 40 == 1:
        left.append(one)
    else:
        one.close()
print(len(left))
