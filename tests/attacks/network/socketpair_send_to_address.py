# Tries: to send to sockets of the host from a pair of datagram sockets, whose ends may name another
#     receiver: sendto, sendmsg, sendmmsg, with an abstract name, a path, and internet addresses.
# Stopped by: a net namespace of its own (abstract names), a root without the paths; the kernel lets
#     a unix socket send to unix sockets alone.
# Bare: yes
import ctypes
import os
import socket
import struct

libc = ctypes.CDLL(None, use_errno=True)
own = "\0" + context["marker"]
try:  # a receiver that proves that it works, where there is no jail
    receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    receiver.bind(own)
except OSError as error:
    print("no receiver:", error)
one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
for address in (own, "\0" + context["abstract"], context["socket_path"], "/dev/log",
                "/run/systemd/journal/socket", "/run/systemd/notify"):
    if address[0] == "/" and address != context["socket_path"] and os.path.exists(address):
        print("BREACH there is", address)
        continue
    for send in (lambda: one.sendto(b"hello", address),
                 lambda: one.sendmsg([b"hello"], [], 0, address)):
        try:
            send()
            print("BREACH sent to", repr(address))
        except OSError as error:
            print(repr(address), error)
internet = struct.pack("=H", socket.AF_INET) + struct.pack(">H4B8x", context["udp_port"],
                                                           127, 0, 0, 1)
print(libc.sendto(one.fileno(), b"hello", 5, 0, internet, len(internet)), ctypes.get_errno())
