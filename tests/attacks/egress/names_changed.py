# Tries: to have a name that it may reach mean another host: by the files that give names their
#     addresses, by variables that the resolver heeds, by mounts and links; then goes there.
# Stopped by: a read-only root; a net namespace where nobody else listens; the worker, which looks
#     its target's name up itself.
# With: reaching
# Network: yes
# Expect: {"status": "succeeded"}
import ctypes
import os
import socket

MOUNT, MS_BIND = 165, 4096
host, port = context["no_egress"]
name = context["egress"][0][0]
forged = f"{host} {name}\n127.0.0.1 {name} trap\n"
libc = ctypes.CDLL(None, use_errno=True)
with open("hosts", "w", encoding="ascii") as file:
    file.write(forged)
for path in ("/etc/hosts", "/etc/nsswitch.conf", "/etc/resolv.conf", "/etc/host.conf"):
    for attempt in (lambda: open(path, "a", encoding="ascii").write(forged),
                    lambda: os.replace("hosts", path), lambda: os.unlink(path),
                    lambda: os.symlink("/job/work/hosts", path), lambda: os.chmod(path, 0o666)):
        try:
            attempt()
            print("BREACH: changed", path)
        except OSError as error:
            print(error)
os.environ |= {"HOSTALIASES": "/job/work/hosts", "LOCALDOMAIN": "trap", "RESOLV_ADD_TRIM_DOMAINS":
               "trap", "RESOLV_HOST_CONF": "/job/work/hosts", "NSS_PATH": "/job/work"}
for asked in (name, "trap", f"{name}.trap"):
    for chosen in (context["tcp_port"], port):
        try:
            found = socket.gethostbyname(asked)
            if (asked != name or found != "127.77.0.1") and connects((found, chosen)):
                print("BREACH:", asked, "is", found)
        except OSError as error:
            print(asked, error)
