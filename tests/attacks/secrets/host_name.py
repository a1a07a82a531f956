# Tries: to learn the host's name and domain, from the kernel and from files.
# Stopped by: a uts namespace with a name of its own, and a root without these files.
# Bare: yes
import ctypes
import os
import platform
import socket

FIELD_BYTES, DOMAIN_FIELD = 65, 5
room = ctypes.create_string_buffer(6 * FIELD_BYTES)
libc = ctypes.CDLL(None)
libc.uname(room)
domain = room.raw[DOMAIN_FIELD * FIELD_BYTES:].split(b"\0")[0]
libc.getdomainname(room, FIELD_BYTES)
names = {os.uname().nodename, platform.node(), socket.gethostname(), socket.getfqdn()}
if names - {"cordon"}:
    print("BREACH the host's name:", names)
if {domain, room.value} - {b"(none)", b""}:
    print("BREACH the host's domain:", domain)
for path in ("/etc/hostname", "/proc/sys/kernel/hostname", "/etc/mailname", "/etc/hosts",
             "/proc/sys/kernel/domainname", "/sys/class/dmi/id/product_name"):
    if os.path.exists(path):
        print("BREACH there is", path)
for rename in (lambda: socket.sethostname("mine"), lambda: libc.sethostname(b"mine", 4)):
    try:
        if socket.gethostname() == "cordon" and rename() != -1:
            print("BREACH renamed")
    except OSError as error:
        print(error)
