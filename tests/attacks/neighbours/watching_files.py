# Tries: to watch what neighbours and the host do with the files that all share: inotify, fanotify,
#     and the older dnotify, a signal by fcntl when a file of a folder is read or changed.
# Stopped by: the seccomp filter (inotify ENOSYS, fanotify deadly, fcntl's F_NOTIFY refused).
# Bare: yes
import ctypes
import fcntl
import os
import signal

INOTIFY_ALL, FANOTIFY_INIT, F_NOTIFY, SIGKILL = 0xFFF, 300, 1026, 9
DN_ACCESS_AND_CHANGES = 0x3F - (1 << 31)
libc = ctypes.CDLL(None, use_errno=True)
for begin in (lambda: libc.inotify_init(), lambda: libc.inotify_init1(0)):
    watcher = begin()
    if watcher >= 0:
        print("BREACH watching", libc.inotify_add_watch(watcher, os.__file__.encode(), INOTIFY_ALL))
child = os.fork()
if child == 0:
    libc.syscall(FANOTIFY_INIT, 0, 0)
    os._exit(0)
if os.waitpid(child, 0)[1] & 127 != SIGKILL:
    print("BREACH fanotify_init came back")
seen = []
signal.signal(signal.SIGIO, lambda *_: seen.append(1))
for folder in ("/usr/lib/python3.X", os.path.dirname(os.__file__), "/etc"):
    try:
        fcntl.fcntl(os.open(folder, os.O_RDONLY), F_NOTIFY, DN_ACCESS_AND_CHANGES)
        if os.fork() == 0:  # a reader in another process, as a neighbour or the host would be
            with open(os.__file__, "rb") as file:
                file.read()
            os._exit(0)
        os.wait()
        print("BREACH told of files that others read in", folder, len(seen))
    except OSError as error:
        print(folder, error)
