# Tries: to leave answers for the next job of its runner: connections in every state, whose answers
#     it never reads, made and asked in the last moment.
# Stopped by: the worker, which shuts the gate with all that is in its queues.
# Network: yes
# Expect: {"status": "succeeded"}
import socket

held = []
for _ in range(8):
    for where in context["egress"]:
        one = socket.create_connection(where)
        one.sendall(b"xq-left-words " * 500)
        held.append(one)
waiting = []
for number in range(40):
    one = socket.socket()
    one.setblocking(False)
    one.connect_ex(tuple(context["egress"][number % 2]))
    try:
        one.send(b"xq-left-words")
    except OSError:
        pass
    waiting.append(one)
