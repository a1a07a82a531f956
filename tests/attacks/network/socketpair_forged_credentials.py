# Tries: to pass for root, for another process or for another user in SCM_CREDENTIALS.
# Stopped by: a user namespace that maps one user, and no capability in it.
# Bare: yes
import os
import socket
import struct

SCM_CREDENTIALS, SO_PEERCRED = 2, 17
one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
other.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
other.settimeout(0.5)
for forged in ((1, os.getuid(), os.getgid()), (os.getpid(), 0, 0), (os.getpid(), 65534, 65534),
               (context["host_pid"], os.getuid(), os.getgid())):
    try:
        one.sendmsg([b"x"], [(socket.SOL_SOCKET, SCM_CREDENTIALS, struct.pack("=3i", *forged))])
        _, [(_, _, got)], _, _ = other.recvmsg(10, 100)
        print("BREACH it was taken for", struct.unpack("=3i", got), "by", forged)
    except OSError as error:
        print(forged, error)
print(struct.unpack("=3i", one.getsockopt(socket.SOL_SOCKET, SO_PEERCRED, 12)))
