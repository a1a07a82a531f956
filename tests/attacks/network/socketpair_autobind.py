# Tries: to get a name for an end of a socketpair without bind: the kernel gives a sender with
#     SO_PASSCRED an abstract one; then to find others that were named so in the same namespace.
# Stopped by: a net namespace of its own for each runner, and one job at a time in it.
import socket

one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
names = set()
for end in (one, other):
    end.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    try:
        end.send(b"hello")
    except OSError as error:
        print(error)
    names.add(end.getsockname())
print(names)
reached = 0
for number in range(0, 1 << 20, 31):
    name = b"\0%05x" % number
    try:
        if name not in names:
            one.sendto(b"hello", socket.MSG_DONTWAIT, name)
            reached += 1
    except OSError:
        continue
if reached:
    print("BREACH reached", reached, "sockets of others")
