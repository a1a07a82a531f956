# Tries: to hold more files than RLIMIT_NOFILE, and memory beyond the limit, as descriptors that are
#        under way between sockets and open nowhere.
# Stopped by: the memory cgroup; the kernel bounds descriptors under way by RLIMIT_NOFILE.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import os
import socket

block = b"x" * (1 << 20)
sending, receiving = socket.socketpair()
for count in range(100):
    file = os.memfd_create("m")
    for _ in range(8):
        os.write(file, block)
    socket.send_fds(sending, [b"."], [file])
    os.close(file)
    if count > 40:
        print("BREACH: holds", count * 8, "MB", flush=True)
