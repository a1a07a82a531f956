# Tries: to meet a server or a connection that an earlier job has left in the network namespace that
#     they have one after another.
# Stopped by: the end of a job, with which its sockets end; nobody but the worker listens.
# Network: yes
# Job: {"limits": {"timeout_seconds": 20}}
# Expect: {"status": "succeeded", "stdout": "asked\n"}
import socket

port = context["egress"][0][1]
with socket.socket() as one:
    for host in ("127.0.0.1", "127.77.0.9"):
        for chosen in (*range(32_768, 61_000), port):
            if one.connect_ex((host, chosen)) == 0:
                print("BREACH: somebody at", host, chosen)
                one = socket.socket()
print("asked")
