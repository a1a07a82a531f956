# Tries: to leave and find POSIX message queues, whose namespace outlives a job; and to learn of
#     another's by notification.
# Stopped by: the seccomp filter (ENOSYS), RLIMIT_MSGQUEUE of 0, an ipc namespace of its own.
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os

MQ_OPEN, MQ_UNLINK, MQ_NOTIFY, MQ_GETSETATTR = 240, 241, 244, 245
libc = ctypes.CDLL(None, use_errno=True)
name = context["marker"].encode()
for word in (name, b"left", b"queue", b"a"):
    queue = libc.syscall(MQ_OPEN, word, os.O_RDWR, 0, None)
    if queue >= 0:
        print("BREACH there is a queue", word)
queue = libc.syscall(MQ_OPEN, name, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o666, None)
if queue >= 0:
    print("BREACH made a queue", libc.syscall(MQ_NOTIFY, queue, None))
    libc.syscall(MQ_UNLINK, name)
for folder in ("/dev/mqueue", "/proc/sys/fs/mqueue"):
    if os.path.exists(folder):
        print("BREACH there is", folder)
print(libc.syscall(MQ_GETSETATTR, 3, None, None), ctypes.get_errno())
