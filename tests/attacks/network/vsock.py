# Tries: to reach the hypervisor, the host beside and itself over vsock, and its device.
# Stopped by: the seccomp filter (socket answers EACCES; net namespaces would not hold vsock), and
#     a /dev without vsock.
import fcntl
import os
import socket

IOCTL_GET_LOCAL_CID = 0x7B9
for cid in (0, 1, 2, 3, 0xFFFFFFFF):
    for port in (1, 22, 1024, 2375, 9999):
        try:
            with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as one:
                one.settimeout(0.05)
                one.connect((cid, port))
                print("BREACH connected to", cid, port)
        except OSError as error:
            if error.errno != 13:
                print("BREACH a vsock socket was made:", error)
try:
    device = os.open("/dev/vsock", os.O_RDONLY)
    print("BREACH the CID is", fcntl.ioctl(device, IOCTL_GET_LOCAL_CID, bytes(4)))
except OSError as error:
    print(error)
