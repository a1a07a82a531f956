# Tries: to resolve names, by libc, by the resolver's port, and by the files that name it.
# Stopped by: the seccomp filter (socket answers EACCES), and a root without the resolver's files.
# Bare: yes
import os
import socket

for path in ("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf",
             "/run/systemd/resolve/stub-resolv.conf", "/var/run/nscd/socket"):
    if os.path.exists(path):
        print("BREACH there is", path)
for name in ("localhost", socket.gethostname(), "ip6-localhost"):
    try:
        print("BREACH", name, "is", socket.getaddrinfo(name, 80)[0][4])
    except OSError as error:
        print(name, error)
for ask in (lambda: socket.gethostbyname("localhost"),
            lambda: socket.gethostbyaddr("127.0.0.1"), lambda: socket.if_nameindex()[0]):
    try:
        print("BREACH", ask())
    except OSError as error:
        print(error)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    one.sendto(b"\0\1\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\1", ("127.0.0.1",
                                                                context["udp_port"]))
