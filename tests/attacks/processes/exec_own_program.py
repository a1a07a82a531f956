# Tries: to run a program that it has written itself, from every place that it may write to.
# Stopped by: seccomp refuses execve; landlock and noexec mounts forbid execution.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import os
import struct


def tiny_program():
    """An ELF file for x86-64 that ends with code 42."""
    code = bytes.fromhex("bf2a000000b83c0000000f05")
    header = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 2, 62, 1, 0x400078, 64, 0, 0, 64,
                         56, 1, 0, 0, 0)
    size = 120 + len(code)
    return header + struct.pack("<IIQQQQQQ", 1, 5, 0, 0x400000, 0x400000, size, size, 4096) + code


for folder in (".", "/tmp", "/dev/shm"):
    path = f"{folder}/tiny{os.getpid()}"
    with open(path, "wb") as file:
        file.write(tiny_program())
    os.chmod(path, 0o6755)
    child = os.fork()
    if child == 0:
        try:
            os.execv(path, ["tiny"])
        finally:
            os._exit(1)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42:
        print("BREACH: it ran", path)
    os.unlink(path)
print("ended")
