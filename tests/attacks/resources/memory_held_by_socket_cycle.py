# Tries: to leave memory behind after its end, so that the next job has none: descriptors in pairs
#        of sockets that hold each other are open in no process, and the kernel frees them only once
#        somebody closes some other unix socket.
# Stopped by: what frees a slot's memory before its next job.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import os
import socket

files = [os.memfd_create("m") for _ in range(20)]
for _ in range(2):
    one, other = socket.socketpair()
    socket.send_fds(one, [b"."], [other.fileno(), one.fileno()] + files)
    socket.send_fds(other, [b"."], [one.fileno(), other.fileno()] + files)
    one.detach(), other.detach()
for file in files:
    for _ in range(15 * 256):
        os.write(file, b"x" * 4096)
print("BREACH: 300 MB in memfds")
