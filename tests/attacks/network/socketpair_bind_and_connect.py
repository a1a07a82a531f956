# Tries: to turn an end of a socketpair into a server or a client: bind, listen, accept, connect,
#     connect with AF_UNSPEC to set it free, on every type, in cwd, /tmp and the abstract names.
# Stopped by: the seccomp filter (bind, connect, listen, accept answer EACCES).
# Bare: yes
import ctypes
import os
import socket
import struct

libc = ctypes.CDLL(None, use_errno=True)
unspecified = struct.pack("=H14x", 0)
addresses = ("\0" + context["marker"], "mine.socket", "\0" + context["abstract"],
             context["socket_path"])
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    one, _other = socket.socketpair(socket.AF_UNIX, kind)
    with one, _other:
        if libc.connect(one.fileno(), unspecified, len(unspecified)) == 0:
            print("BREACH set free")
        for address in addresses:
            for method in (one.bind, one.connect):
                try:
                    method(address)
                    print("BREACH", method.__name__, repr(address))
                except OSError as error:
                    print(method.__name__, error)
        for method in (one.listen, one.accept):
            try:
                one.settimeout(0.1)
                method()
                print("BREACH", method.__name__)
            except OSError as error:
                print(method.__name__, error)
if os.path.exists("mine.socket"):
    os.unlink("mine.socket")
