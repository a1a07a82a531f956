# Tries: to run a program that lies in no file system: a memfd, by execveat, by fexecve and by the
#        names that /proc and /dev/fd have for it.
# Stopped by: seccomp refuses execve and execveat; there is no /proc.
# With: tiny_program
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import ctypes
import os

SYS_EXECVEAT = 322
AT_EMPTY_PATH = 0x1000

libc = ctypes.CDLL(None, use_errno=True)
file = os.memfd_create("tiny", 0)
os.write(file, tiny_program())
arguments = (ctypes.c_char_p * 2)(b"tiny", None)
for attempt in (lambda: libc.syscall(SYS_EXECVEAT, file, b"", arguments, None, AT_EMPTY_PATH),
                lambda: os.execve(file, ["tiny"], {}),
                lambda: os.execv(f"/proc/self/fd/{file}", ["tiny"]),
                lambda: os.execv(f"/dev/fd/{file}", ["tiny"])):
    if it_ran(attempt):
        print("BREACH: it ran a memfd")
print("ended")
