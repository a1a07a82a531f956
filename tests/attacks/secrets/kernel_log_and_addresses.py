# Tries: to learn kernel addresses and messages: syslog, kallsyms, kmsg, notes, kcore, modules,
#     timer and slab lists, and through perf.
# Stopped by: the seccomp filter (syslog answers EPERM, perf_event_open is deadly), no /proc, no
#     /sys.
# Bare: yes
import ctypes
import os

SYS_PERF_EVENT_OPEN, READ_ALL, SIZE_BUFFER, SIGKILL = 298, 3, 10, 9
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(4096)
for action in (READ_ALL, SIZE_BUFFER, 2, 9):
    if action != 2 and libc.klogctl(action, room, 4096) > 0:
        print("BREACH the kernel's log", room.value[:100])
for path in ("/proc/kallsyms", "/dev/kmsg", "/sys/kernel/notes", "/proc/kcore", "/proc/modules",
             "/proc/timer_list", "/proc/slabinfo", "/sys/kernel/debug", "/sys/module",
             "/proc/iomem", "/proc/self/pagemap", "/proc/self/stack", "/proc/self/wchan"):
    if os.path.exists(path):
        print("BREACH there is", path)
if os.fork() == 0:
    libc.syscall(SYS_PERF_EVENT_OPEN, room, 0, -1, -1, 0)
    os._exit(0)
print(os.wait()[1] & 127 == SIGKILL)
