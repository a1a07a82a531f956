# Tries: to connect to a service on the host's loopback.
# Stopped by: the seccomp filter (socket answers EACCES), and a net namespace without interfaces.
# Bare: yes
import socket

with socket.create_connection(("127.0.0.1", context["tcp_port"]), timeout=2) as connection:
    connection.sendall(b"hello")
