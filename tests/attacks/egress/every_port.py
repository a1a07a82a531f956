# Tries: to reach another port of a host that it may reach, and of itself: all 65,535 of each.
# Stopped by: a net namespace where nobody listens but for the targets; landlock, where it knows
#     TCP.
# Network: yes
# Job: {"limits": {"timeout_seconds": 20}}
# Expect: {"status": "succeeded", "stdout": "asked\n"}
import socket

(name, allowed), (address, _) = context["egress"]
with socket.socket() as one:
    for host in (socket.gethostbyname(name), address, "127.0.0.1"):
        for port in range(65536):
            if (port != allowed or host == "127.0.0.1") and one.connect_ex((host, port)) == 0:
                print("BREACH port", port, "of", host)
                one = socket.socket()
print("asked")
