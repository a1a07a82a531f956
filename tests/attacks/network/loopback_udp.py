# Tries: to send a datagram to a service on the host, without a connection and with one.
# Stopped by: the seccomp filter (socket answers EACCES), and a net namespace without interfaces.
# Bare: yes
import socket

address = ("127.0.0.1", context["udp_port"])
for connect_first in (False, True):
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            if connect_first:
                one.connect(address)
                one.send(b"hello")
            else:
                one.sendto(b"hello", address)
    except OSError as error:
        print(error)
