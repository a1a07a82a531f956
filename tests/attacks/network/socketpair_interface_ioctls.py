# Tries: to learn the host's interfaces by ioctl on a socketpair, which needs no other socket, and
#     to take a descriptor of its net namespace from it.
# Stopped by: the seccomp filter, which knows six requests of ioctl and answers ENOSYS to others.
# Bare: yes
import ctypes
import fcntl
import socket
import struct

SIOCGIFCONF, SIOCGIFNAME, SIOCGIFHWADDR, SIOCGIFFLAGS = 0x8912, 0x8910, 0x8927, 0x8913
SIOCGIFINDEX, SIOCGSKNS, SIOCETHTOOL, SIOCGSTAMP, SIOCOUTQ = 0x8933, 0x894C, 0x8946, 0x8906, 0x5411
one, other = socket.socketpair()
for request in (SIOCGIFNAME, SIOCGIFHWADDR, SIOCGIFFLAGS, SIOCGIFINDEX):
    for wanted in (struct.pack("=16si20x", b"lo", 0), struct.pack("=16si20x", b"", 1)):
        try:
            print("BREACH", hex(request), fcntl.ioctl(one, request, wanted))
        except OSError as error:
            print(hex(request), error)
room = ctypes.create_string_buffer(4096)
try:
    said = fcntl.ioctl(one, SIOCGIFCONF, struct.pack("=i4xQ", 4096, ctypes.addressof(room)))
    print("BREACH interfaces:", said, room.raw[:200])
except OSError as error:
    print(error)
for request in (SIOCGSKNS, SIOCGSKNS | 1 << 32, SIOCETHTOOL, SIOCGSTAMP):
    try:
        print("BREACH", hex(request), fcntl.ioctl(one, request & 0xFFFFFFFF))
    except OSError as error:
        print(hex(request), error)
