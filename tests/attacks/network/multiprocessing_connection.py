# Tries: to reach and serve others by multiprocessing: clients, listeners, managers.
# Stopped by: the seccomp filter (socket answers EACCES).
# Bare: yes
import multiprocessing.connection
import multiprocessing.managers
import socket

socket.setdefaulttimeout(1)
client, listener = multiprocessing.connection.Client, multiprocessing.connection.Listener
tried = (lambda: client(("127.0.0.1", context["tcp_port"])),
         lambda: client("\0" + context["abstract"]), lambda: client(context["socket_path"]),
         lambda: listener(("127.0.0.1", 0)), lambda: listener("\0" + context["marker"]),
         lambda: listener(), lambda: multiprocessing.managers.BaseManager(
             ("127.0.0.1", 0), b"key").get_server())
for one in tried:
    try:
        print("BREACH", one())
    except Exception as error:
        print(type(error).__name__, error)
