# Tries: to connect to a unix socket of the host by its path, and to those of the usual services.
# Stopped by: the seccomp filter (socket answers EACCES), and a root that holds no such path.
# Bare: yes
import os
import socket

services = ("/run/docker.sock", "/var/run/docker.sock", "/run/systemd/journal/socket",
            "/run/dbus/system_bus_socket", "/run/nscd/socket", "/run/containerd/containerd.sock")
for path in services:
    if os.path.exists(path):
        print("BREACH there is", path)
with socket.socket(socket.AF_UNIX) as one:
    one.connect(context["socket_path"])
    one.send(b"hello")
