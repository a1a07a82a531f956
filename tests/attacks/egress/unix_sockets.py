# Tries: to reach the host's unix sockets, abstract and by path, with connect(2), which a job with a
#     network may call: from the ends of a socketpair, the only unix sockets there are; to be found
#     by a name that the kernel chooses.
# Stopped by: a net namespace of its own, a root without the host's folders; bind answers EACCES.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import select
import socket

SYS_CONNECT, SYS_BIND = 42, 49
libc = ctypes.CDLL(None, use_errno=True)
names = ["\0" + context["abstract"], context["socket_path"], "/run/systemd/journal/socket",
         "/run/systemd/notify", "/dev/log", "/var/run/nscd/socket", "\0/tmp/.X11-unix/X0"]
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    for name in names:
        one, other = socket.socketpair(socket.AF_UNIX, kind)
        with one, other:
            libc.syscall(SYS_CONNECT, one.fileno(), bytes(16), 2)  # AF_UNSPEC: set it free
            for attempt in (lambda: one.connect(name), lambda: one.sendto(b"canary", name),
                            lambda: one.sendmsg([b"canary"], [], 0, name)):
                try:
                    attempt()
                    other.setblocking(False)
                    if not select.select([other], [], [], 0)[0] or other.recv(9) != b"canary":
                        print("BREACH: reached", repr(name))
                except OSError as error:
                    print(error)
    for how in (lambda: socket.socket(socket.AF_UNIX, kind),
                lambda: socket.socketpair(socket.AF_UNIX, kind)[0].bind("\0mine")):
        try:
            how()
            print("BREACH: a unix socket of its own")
        except OSError as error:
            print(error)
