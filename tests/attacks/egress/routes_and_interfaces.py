# Tries: to give its network namespace a way out: an address, a route, an interface, a tunnel, by
#     netlink, by ioctl and by the files that set it; to see what the host has of these.
# Stopped by: the filter of sockets; ioctl's filter; no capability; no /proc and no /sys.
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import fcntl
import os
import socket
import struct

SIOCADDRT, SIOCSIFADDR, SIOCSIFFLAGS, SIOCADDTUNNEL, SIOCBRADDBR, SIOCGIFCONF, SIOCSARP = (
    0x890B, 0x8916, 0x8914, 0x89F1, 0x89A0, 0x8912, 0x8955)
GIF = {"SIOCGIFFLAGS": 0x8913, "SIOCGIFADDR": 0x8915, "SIOCGIFHWADDR": 0x8927, "ethtool": 0x8946}
changes = (SIOCADDRT, SIOCSIFADDR, SIOCSIFFLAGS, SIOCADDTUNNEL, SIOCBRADDBR, SIOCSARP)
with socket.socket() as one:
    request = struct.pack("16sH22x", b"lo", 2)
    for number in [*GIF.values(), SIOCGIFCONF, *(changes if os.getpid() < 10 else ())]:
        try:
            fcntl.ioctl(one, number, request)
            print("BREACH: ioctl", hex(number))
        except OSError as error:
            print(hex(number), error)
try:
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close()
    print("BREACH: netlink")
except OSError as error:
    print(error)
for path in ("/proc/net/tcp", "/proc/net/route", "/proc/sys/net/ipv4/ip_forward",
             "/sys/class/net/lo/address", "/dev/net/tun"):
    if os.path.exists(path):
        print("BREACH: there is", path)
