# Tries: to make raw and packet sockets, which see and forge whatever is on the wire.
# Stopped by: the seccomp filter (socket answers EACCES), and no CAP_NET_RAW.
# Bare: yes
import socket

AF_PACKET, ETH_P_ALL, SOCK_PACKET = 17, 0x0300, 10
wanted = [(socket.AF_INET, socket.SOCK_RAW, protocol) for protocol in (1, 6, 17, 255)]
wanted += [(socket.AF_INET6, socket.SOCK_RAW, 58), (socket.AF_INET, socket.SOCK_DGRAM, 1),
           (AF_PACKET, socket.SOCK_RAW, ETH_P_ALL), (AF_PACKET, socket.SOCK_DGRAM, ETH_P_ALL),
           (AF_PACKET, SOCK_PACKET, ETH_P_ALL), (socket.AF_INET, SOCK_PACKET, ETH_P_ALL)]
for family, kind, protocol in wanted:
    try:
        socket.socket(family, kind, protocol).close()
        print("BREACH a socket of", family, kind, protocol)
    except OSError as error:
        print(family, kind, protocol, error)
