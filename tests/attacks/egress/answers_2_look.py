# Tries: to get the answers to an earlier job's words: by connections that say nothing, from the
#     same local ports, in great number, right after it.
# Stopped by: the worker, which gives each connection a peer of its own.
# Network: yes
# Expect: {"status": "succeeded"}
import select
import socket

held = {}
for number in range(60):
    one = socket.create_connection(context["egress"][number % 2])
    held[one.fileno()] = one
for ready in select.select(list(held.values()), [], [], 0.5)[0]:
    got = ready.recv(65536)
    if got:
        print("BREACH: an answer to somebody else:", got[:40])
for one in held.values():
    one.sendall(b"own")
for one in held.values():
    got = one.recv(65536)
    if got != b"OWN":
        print("BREACH: the answer to somebody else:", got[:40])
