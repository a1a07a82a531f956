# Tries: to run a program that lies in no file system: a memfd, by execveat, by fexecve and by the
#        names that /proc and /dev/fd have for it.
# Stopped by: seccomp refuses execve and execveat; there is no /proc.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import ctypes
import os
import struct

SYS_EXECVEAT = 322
AT_EMPTY_PATH = 0x1000


def tiny_program():
    """An ELF file for x86-64 that ends with code 42."""
    code = bytes.fromhex("bf2a000000b83c0000000f05")
    header = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 2, 62, 1, 0x400078, 64, 0, 0, 64,
                         56, 1, 0, 0, 0)
    size = 120 + len(code)
    return header + struct.pack("<IIQQQQQQ", 1, 5, 0, 0x400000, 0x400000, size, size, 4096) + code


libc = ctypes.CDLL(None, use_errno=True)
file = os.memfd_create("tiny", 0)
os.write(file, tiny_program())
arguments = (ctypes.c_char_p * 2)(b"tiny", None)
for attempt in (lambda: libc.syscall(SYS_EXECVEAT, file, b"", arguments, None, AT_EMPTY_PATH),
                lambda: os.execve(file, ["tiny"], {}),
                lambda: os.execv(f"/proc/self/fd/{file}", ["tiny"]),
                lambda: os.execv(f"/dev/fd/{file}", ["tiny"])):
    child = os.fork()
    if child == 0:
        try:
            attempt()
        finally:
            os._exit(1)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42:
        print("BREACH: it ran a memfd")
print("ended")
