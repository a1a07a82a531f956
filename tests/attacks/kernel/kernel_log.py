# Tries: to read the kernel's log, which tells addresses and other users' programs, and to clear it.
# Stopped by: the seccomp filter (EPERM), no /dev/kmsg, no /proc.
# Bare: yes
import ctypes
import os

READ_ALL, SIZE_BUFFER, CLEAR = 3, 10, 5
libc = ctypes.CDLL(None, use_errno=True)
text = ctypes.create_string_buffer(4096)
actions = (READ_ALL, SIZE_BUFFER, CLEAR) if os.getpid() < 10 else (READ_ALL, SIZE_BUFFER)
for action in actions:
    if libc.klogctl(action, text, 4096) >= 0:
        print("BREACH:", action, text.raw[:99])
for path in ("/dev/kmsg", "/proc/kmsg", "/proc/kallsyms", "/sys/kernel/notes", "/dev/mem",
             "/proc/kcore", "/sys/kernel/btf/vmlinux", "/boot"):
    if os.path.exists(path):
        print("BREACH: there is", path)
