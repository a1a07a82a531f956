# Tries: to connect to a service on the host's IPv6 loopback, also by the mapped IPv4 address.
# Stopped by: the seccomp filter (socket answers EACCES), and a net namespace without interfaces.
# Bare: yes
import socket

for address, port in (("::1", context["tcp6_port"]), ("::ffff:127.0.0.1", context["tcp_port"])):
    try:
        with socket.create_connection((address, port), timeout=2) as connection:
            connection.sendall(b"hello")
    except OSError as error:
        print(address, error)
