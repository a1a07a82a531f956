# Tries: to connect to an abstract unix socket of the host, which no file system hides.
# Stopped by: the seccomp filter (socket answers EACCES), a net namespace of its own, and landlock's
#     scope where the kernel has it.
# Bare: yes
import socket

for kind in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM):
    try:
        with socket.socket(socket.AF_UNIX, kind) as one:
            one.connect("\0" + context["abstract"])
            one.send(b"hello")
    except OSError as error:
        print(kind, error)
