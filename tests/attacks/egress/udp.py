# Tries: to send by UDP, which no target takes: to the targets, to the host's listener, to name
#     servers, to all; with sockets of every type that carries datagrams.
# Stopped by: the filter of sockets, which makes none but TCP's.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import socket

UDPLITE, SOCK_DCCP = 136, 6
near = [("127.0.0.1", context["udp_port"]), *map(tuple, context["egress"]), ("127.0.0.53", 53)]
for kind, protocol in ((socket.SOCK_DGRAM, 0), (socket.SOCK_DGRAM, UDPLITE),
                       (socket.SOCK_DGRAM, socket.IPPROTO_ICMP), (socket.SOCK_SEQPACKET, 0),
                       (socket.SOCK_RDM, 0), (SOCK_DCCP, 33)):
    for where in near:
        try:
            with socket.socket(socket.AF_INET, kind, protocol) as one:
                print("BREACH: sent", one.sendto(b"datagram", where), "bytes to", where)
        except OSError as error:
            print(kind, protocol, error)
for where in near:
    try:
        with socket.socket() as one:  # a stream, used as if it were none
            one.sendto(b"datagram", where)
            print("BREACH: a stream sent to", where)
    except OSError as error:
        print(error)
