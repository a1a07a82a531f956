# Tries: to leave and find System V shared memory, semaphores and message queues, whose namespace
#     outlives a job.
# Stopped by: the seccomp filter (ENOSYS), and an ipc namespace of the runner's own.
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes

KEY, CREATE, REMOVE, SHM_INFO = 0x62726561, 0o1666, 0, 14
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_ssize_t
room = ctypes.create_string_buffer(1024)
made = {"shmget": libc.shmget(KEY, 4096, CREATE), "semget": libc.semget(KEY, 1, CREATE),
        "msgget": libc.msgget(KEY, CREATE)}
for name, number in made.items():
    if number >= 0:
        print("BREACH", name)
if made["shmget"] >= 0 and libc.shmat(made["shmget"], None, 0) == -1:
    print("not attached")
for number in range(100):
    for name, look in (("shmat", lambda: libc.shmat(number, None, 0o10000)),
                       ("semctl", lambda: libc.semctl(number, 0, 12)),
                       ("msgrcv", lambda: libc.msgrcv(number, room, 100, 0, 0o4000 | 0o40000))):
        if look() != -1 and number not in made.values():
            print("BREACH", name, number)
if libc.shmctl(0, SHM_INFO, room) != -1:
    print("BREACH shmctl tells of segments")
for name, remove in (("shmget", lambda one: libc.shmctl(one, REMOVE, None)),
                     ("semget", lambda one: libc.semctl(one, 0, REMOVE)),
                     ("msgget", lambda one: libc.msgctl(one, REMOVE, None))):
    if made[name] >= 0:
        remove(made[name])
