# Tries: to keep sockets alive in themselves: ends of pairs that are sent through each other and
#     closed, more than a message may hold, and a chain of them that is deeper than the kernel
#     follows; with a copy of the verdict's descriptor in each.
# Stopped by: the kernel's limit of descriptors in flight, and RLIMIT_NOFILE; the honest job after
#     it tells whether something was left behind.
# Expect: {"status": "succeeded", "return_value": true}
import array
import socket

MOST_IN_A_MESSAGE = 253
refused = 0
for _ in range(200):
    one, other = socket.socketpair()
    for count in (1, MOST_IN_A_MESSAGE, MOST_IN_A_MESSAGE + 1):
        numbers = array.array("i", ([other.fileno(), 3, one.fileno()] * 90)[:count])
        try:
            one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)])
        except OSError:
            refused += 1
    one.close()
    other.close()
inner = socket.socketpair()
for depth in range(20):
    outer = socket.socketpair()
    try:
        socket.send_fds(outer[0], [b"x"], [end.fileno() for end in inner])
    except OSError:
        refused += 1
    inner = outer
refused > 0
