# Tries: to tell pages of pid 1 and of its parent away, to compare kernel objects with them (an
# oracle of kernel addresses), and to reap their memory.
# Stopped by: the seccomp filter (death).
# Bare: yes
import ctypes
import os

PROCESS_MADVISE, KCMP, PROCESS_MRELEASE, PIDFD_OPEN = 440, 312, 448, 434
COLD, PAGEOUT, FILE, VM = 20, 21, 0, 1
libc = ctypes.CDLL(None, use_errno=True)
memory = ctypes.create_string_buffer(8192)
page = (ctypes.c_ulong * 2)((ctypes.addressof(memory) + 4095) & ~4095, 4096)
for pid in (os.getpid(), 1, os.getppid() or 1):
    pidfd = libc.syscall(PIDFD_OPEN, pid, 0)
    calls = [(PROCESS_MADVISE, pidfd, page, ctypes.c_ulong(1), advice, 0)
             for advice in (COLD, PAGEOUT) if pid == os.getpid() or os.getpid() < 10]
    calls += [(KCMP, os.getpid(), pid, kind, ctypes.c_ulong(1), ctypes.c_ulong(1))
              for kind in (FILE, VM)]
    calls.append((PROCESS_MRELEASE, pidfd, 0))
    for call in calls:
        if os.fork() == 0:
            if libc.syscall(*call) >= 0:
                os.write(1, f"BREACH: {call[0]} of {pid}\n".encode())
            os._exit(0)
        os.wait()
