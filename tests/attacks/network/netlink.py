# Tries: to ask the kernel by netlink for interfaces, routes, sockets and events, by every protocol.
# Stopped by: the seccomp filter (socket answers EACCES); the net namespace has nothing to tell.
# Bare: yes
import socket
import struct

RTM_GETLINK, RTM_GETADDR, RTM_GETROUTE, REQUEST_DUMP = 18, 22, 26, 0x301
for protocol in range(22):
    try:
        one = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol)
    except OSError as error:
        print(protocol, error)
        continue
    print("BREACH a netlink socket of protocol", protocol)
    if protocol == 0:
        one.settimeout(1)
        for message in (RTM_GETLINK, RTM_GETADDR, RTM_GETROUTE):
            one.send(struct.pack("=IHHIIB3x", 20, message, REQUEST_DUMP, 1, 0, 0))
            print(len(one.recv(65536)))
    one.close()
