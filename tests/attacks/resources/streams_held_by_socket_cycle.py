# Tries: to keep its streams, its folders and its verdict open after its end, so that whoever waits
#        for their end waits for ever: pairs of sockets that hold each other are open in no process.
# Stopped by: a worker that waits for the end of no stream.
# Expect: {"status": "succeeded", "stdout": "left\n"}
import os
import socket

kept = [0, 1, 2, os.open(".", os.O_RDONLY), os.open("/tmp", os.O_RDONLY)]
try:
    kept.append(os.dup(3))
except OSError:
    pass
print("left", flush=True)
for _ in range(20):
    one, other = socket.socketpair()
    socket.send_fds(one, [b"."], [other.fileno(), one.fileno()] + kept)
    socket.send_fds(other, [b"."], [one.fileno(), other.fileno()] + kept)
    one.detach(), other.detach()
