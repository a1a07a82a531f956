# Tries: to enter the namespaces of pid 1 and of the host, by pidfd and by /proc.
# Stopped by: the program's seccomp filter (death), a pid namespace, no /proc, no capability.
# Bare: yes
import ctypes
import os

SETNS, PIDFD_OPEN = 308, 434
NEWNS, NEWUTS, NEWIPC, NEWNET, NEWPID, NEWUSER = (0x20000, 0x04000000, 0x08000000, 0x40000000,
                                                  0x20000000, 0x10000000)
libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, os.getppid() or 1, os.getpid(), context["host_pid"]):
    pidfd = libc.syscall(PIDFD_OPEN, pid, 0)
    for kind in (NEWNS, NEWUTS, NEWIPC, NEWNET, NEWPID, NEWUSER, NEWNS | NEWPID | NEWNET):
        if os.fork() == 0:
            if libc.syscall(SETNS, pidfd, kind) == 0:
                os.write(1, f"BREACH: in {kind:#x} of {pid}\n".encode())
            os._exit(0)
        os.wait()
for name in ("mnt", "net", "pid", "user"):
    try:
        print("BREACH:", os.open(f"/proc/1/ns/{name}", os.O_RDONLY))
    except OSError as refusal:
        print(refusal)
