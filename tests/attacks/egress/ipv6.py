# Tries: to go around the targets by IPv6: sockets of it, addresses of IPv4 in its clothes, a socket
#     that is made the one and becomes the other, flags that hide the family.
# Stopped by: the filter of sockets, which makes none but IPv4's; a net namespace without a route.
# With: reaching
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import socket

SYS_SOCKET, AF_INET6 = 41, 10
libc = ctypes.CDLL(None, use_errno=True)
tcp, tcp6 = context["tcp_port"], context["tcp6_port"]
for where in (("::1", tcp6), ("::ffff:127.0.0.1", tcp), ("::127.0.0.1", tcp), ("::", tcp6),
              ("fd00:ec2::254", 80), ("::1", tcp6, 0, 1)):
    if connects(where, socket.AF_INET6):
        print("BREACH: connected to", where)
for family in (AF_INET6, AF_INET6 | 1 << 32, ctypes.c_ulong(AF_INET6 | 1 << 63)):
    for kind in (1, 2, 3, 1 | 1 << 32):
        made = libc.syscall(SYS_SOCKET, ctypes.c_ulong(getattr(family, "value", family)),
                            ctypes.c_ulong(kind), 0)
        if made >= 0:
            print("BREACH: a socket of IPv6", family, kind)
