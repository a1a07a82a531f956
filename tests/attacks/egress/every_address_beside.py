# Tries: to reach the allowed port of another host: all of the network in which names have their
#     addresses inside, neighbours of the other target, the jail's own and its broadcasts.
# Stopped by: a net namespace where nobody listens but for the targets.
# Network: yes
# Job: {"limits": {"timeout_seconds": 20}}
# Expect: {"status": "succeeded", "stdout": "asked\n"}
import socket

(name, port), (address, _) = context["egress"]
allowed = {socket.gethostbyname(name), address}
beside = [f"127.77.{high}.{low}" for high in range(256) for low in range(256)]
beside += [f"127.9.9.{low}" for low in range(256)] + [f"127.0.{high}.1" for high in range(256)]
with socket.socket() as one:
    for host in beside + ["0.0.0.0", "127.255.255.255", "255.255.255.255", "224.0.0.1"]:
        if host not in allowed and one.connect_ex((host, port)) == 0:
            print("BREACH port", port, "of", host)
            one = socket.socket()
print("asked")
