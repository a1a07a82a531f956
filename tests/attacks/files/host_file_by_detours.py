# Tries: to read and change a file of the host by symlinks, `..`, other calls than open, and names
#        that a filter of texts would not know.
# Stopped by: a root that holds no such path, whatever the way to it.
# Bare: yes
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SYS_OPEN, SYS_OPENAT2, SYS_CREAT = 2, 437, 85
target = context["host_file"]
link = f"way{os.getpid()}"
os.symlink(target, link)
how = (ctypes.c_uint64 * 3)(os.O_RDWR, 0, 0)
for path in (target, "/.." * 30 + target, "/usr/lib/../.." + target, link, "../" * 30 + target,
             target.replace("/", "/./"), "/proc/self/root" + target, "/proc/1/root" + target):
    for attempt in (lambda: libc.syscall(SYS_OPEN, path.encode(), os.O_RDWR),
                    lambda: libc.syscall(SYS_OPENAT2, -100, path.encode(), how, 24),
                    lambda: libc.openat(-100, path.encode(), os.O_RDWR)):
        file = attempt()
        if file >= 0:
            print(os.pread(file, 100, 0))
            os.pwrite(file, b"mine", 0)
            os.close(file)
    for attempt in (lambda: os.truncate(path, 3), lambda: os.rename(path, path + "2"),
                    lambda: os.utime(path), lambda: os.readlink(path + "/x")):
        try:
            attempt()
        except OSError:
            pass
