# Tries: to have signals sent to others by way of descriptors: the owner of the output pipe, of the
# verdict and of its own pipes is to be pid 1, everybody, or the runner's process group.
# Stopped by: a pid namespace that holds nobody else, and the kernel's check of who asked for it.
# Expect: {"status": "succeeded"}
import fcntl
import os
import signal
import socket
import struct
import time

F_SETOWN_EX, F_SETSIG, OWNER_PID, OWNER_GROUP = 15, 10, 1, 2
near, far = socket.socketpair()
reading, writing = os.pipe()
signal.signal(signal.SIGIO, signal.SIG_IGN)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
for descriptor in (0, 1, 2, 3, near.fileno(), far.fileno(), reading, writing):
    for kind, who in ((OWNER_PID, 1), (OWNER_GROUP, 1), (OWNER_PID, os.getppid()),
                      (OWNER_PID, context["host_pid"])):
        try:
            fcntl.fcntl(descriptor, F_SETOWN_EX, struct.pack("<ii", kind, who))
            fcntl.fcntl(descriptor, F_SETSIG, signal.SIGKILL)
            flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
            fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)
            os.write(writing, b"x")
            near.send(b"x")
            if who == context["host_pid"]:
                print("BREACH: owns", descriptor, "on behalf of", who)
        except OSError as refusal:
            print(refusal)
    fcntl.fcntl(descriptor, F_SETOWN_EX, struct.pack("<ii", OWNER_PID, 0))
time.sleep(0.1)
