# Tries: to connect without connect(2), which rules of ports look at: by data sent with the first
#     packet (TCP fast open), by an option that delays the connection to the first write.
# Stopped by: a net namespace where nobody listens but for the targets; the filter of sockets.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import socket

MSG_FASTOPEN, TCP_FASTOPEN_CONNECT = 0x20000000, 30
(name, _), (address, _) = context["egress"]
wheres = [("127.0.0.1", context["tcp_port"]), (name, context["tcp_port"]),
          (address, context["tcp_port"]), tuple(context["no_egress"])]
for where in wheres:
    for is_delayed in (False, True):
        with socket.socket() as one:
            one.settimeout(1)
            try:
                if is_delayed:
                    one.setsockopt(socket.IPPROTO_TCP, TCP_FASTOPEN_CONNECT, 1)
                    one.connect(where)
                    one.send(b"first")
                else:
                    one.sendto(b"first", MSG_FASTOPEN, where)
                one.getpeername()
                print("BREACH: connected to", where)
            except OSError as error:
                print(where, error)
