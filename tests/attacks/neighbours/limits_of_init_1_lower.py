# Tries: to hurt the runner by process 1 of its pid namespace, which has the runner's user and
#     shares its memory: every signal, limits of 0, descriptors taken from it, its memory read and
#     written.
# Stopped by: the pid namespace (its init ignores signals from within), landlock (other domains are
#     no targets), the seccomp filter (ptrace and its like are deadly).
# Expect: {"status": "succeeded", "return_value": "alive"}
import ctypes
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(256)
vector = (ctypes.c_uint64 * 2)(ctypes.addressof(room), 8)
remote = (ctypes.c_uint64 * 2)(id(None), 8)
deadly = {"ptrace": (101, 16, 1, 0, 0), "seize": (101, 0x4206, 1, 0, 0),
          "readv": (310, 1, vector, 1, remote, 1, 0), "writev": (311, 1, vector, 1, remote, 1, 0),
          "kcmp": (312, 1, os.getpid(), 1, 0, 0), "madvise": (440, 3, remote, 1, 21, 0),
          "mrelease": (448, 3, 0), "move_pages": (279, 1, 1, remote, 0, room, 0),
          "migrate_pages": (256, 1, 64, room, room)}
for number in range(1, 65):
    for send in (lambda: os.kill(1, number), lambda: libc.tgkill(1, 1, number),
                 lambda: os.killpg(1, number)):
        try:
            send()
        except OSError:
            pass
for kind in range(16):
    for value in ((0, 0), (1, 1)):
        try:
            resource.prlimit(1, kind, value)
        except (OSError, ValueError):
            pass
pidfd = os.pidfd_open(1)
for number in range(16):
    if libc.syscall(438, pidfd, number, 0) >= 0:
        print("BREACH a descriptor of process 1:", number)
if libc.syscall(274, 1, ctypes.byref(vector), room) == 0:
    print("BREACH an address of process 1:", hex(vector[0]))
for name, arguments in deadly.items():
    if os.fork() == 0:
        if libc.syscall(*arguments) != -1:
            print("BREACH", name, flush=True)
        os._exit(0)
    os.wait()
"alive"
