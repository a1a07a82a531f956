# Tries: to write packets of its own: raw IP, ICMP, frames, by every family that has them.
# Stopped by: the filter of sockets, which makes none but TCP's; no capability.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import socket

AF_PACKET, AF_KEY, AF_NETLINK, AF_XDP, AF_VSOCK, AF_ALG, AF_TIPC, AF_SMC = (
    17, 15, 16, 44, 40, 38, 30, 43)
kinds = [(socket.AF_INET, socket.SOCK_RAW, one) for one in (1, 2, 6, 17, 41, 47, 255)]
kinds += [(AF_PACKET, one, 0x300) for one in (socket.SOCK_RAW, socket.SOCK_DGRAM, 10)]
kinds += [(AF_NETLINK, socket.SOCK_RAW, one) for one in (0, 4, 9, 12, 15, 16)]
kinds += [(family, kind, 0) for family in (AF_KEY, AF_XDP, AF_VSOCK, AF_ALG, AF_TIPC, AF_SMC)
          for kind in (1, 2, 3, 5)]
for kind in kinds:
    try:
        socket.socket(*kind).close()
        print("BREACH: a socket of", kind)
    except OSError as error:
        print(kind, error)
