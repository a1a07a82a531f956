# Tries: to run another program: one of 170 bytes made here (in a memfd, in the work folder, /tmp
# and /dev/shm), the dynamic loader, and a script.
# Stopped by: the seccomp filter (execve and execveat answer EACCES), noexec mounts, landlock.
# Bare: yes
import ctypes
import os
import struct

EXECVEAT, EMPTY_PATH, BASE = 322, 0x1000, 0x400000
words = b"BREACH: another program ran\n"
code = (b"\xb8\x01\x00\x00\x00\xbf\x01\x00\x00\x00\x48\x8d\x35\x0e\x00\x00\x00"
        + b"\xba" + struct.pack("<I", len(words)) + b"\x0f\x05\xb8\x3c\x00\x00\x00\x0f\x05" + words)
image = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 2, 62, 1, BASE + 120, 64, 0, 0, 64, 56,
                    1, 0, 0, 0)
image += struct.pack("<IIQQQQQQ", 1, 5, 0, BASE, BASE, 120 + len(code), 120 + len(code), 4096)
image += code
libc = ctypes.CDLL(None, use_errno=True)
arguments = (ctypes.c_char_p * 2)(b"x", None)


def attempt(call, *values):
    if os.fork() == 0:
        call(*values)
        os._exit(0)
    os.wait()


memfd = os.memfd_create("program")
os.write(memfd, image)
attempt(libc.syscall, EXECVEAT, memfd, b"", arguments, None, EMPTY_PATH)
attempt(libc.fexecve, memfd, arguments, arguments)
for folder in (".", "/tmp", "/dev/shm"):
    path = os.path.join(folder, context["marker"])
    with open(path, "wb") as file:
        file.write(image)
    os.chmod(path, 0o755)
    attempt(libc.execv, path.encode(), arguments)
    if folder != ".":
        attempt(libc.execv, b"/lib64/ld-linux-x86-64.so.2",
                (ctypes.c_char_p * 3)(b"x", path.encode(), None))
    os.unlink(path)
attempt(libc.execv, b"/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", arguments)
