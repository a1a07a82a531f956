# Tries: to learn the path of the worker's program and of the libraries that it was linked with, by
#     the dynamic loader's list, dladdr and /proc/self/exe.
# Stopped by: nothing in the list but the system's library folder and the jail's own names.
import ctypes
import os

names = []


class Info(ctypes.Structure):
    _fields_ = [("address", ctypes.c_void_p), ("name", ctypes.c_char_p)]


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Info), ctypes.c_size_t, ctypes.c_void_p)
def note(info, size, data):
    names.append(info.contents.name.decode())
    return 0


libc = ctypes.CDLL(None)
libc.dl_iterate_phdr(note, None)
here = ctypes.create_string_buffer(64)
libc.dladdr(ctypes.cast(ctypes.pythonapi.Py_GetVersion, ctypes.c_void_p), here)
names.append(ctypes.cast(here, ctypes.POINTER(ctypes.c_char_p))[0].decode())
for path in ("/proc/self/exe", "/proc/1/exe", "/proc/self/cwd", "/proc/self/root"):
    try:
        names.append(os.readlink(path))
    except OSError as error:
        print(path, error)
strange = [name for name in names if name not in ("", "linux-vdso.so.1")
           and not name.startswith(("/lib/", "/usr/lib/", "/lib64/", "/usr/bin/python3"))]
print(names)
if strange:
    print("BREACH the host's paths:", strange)
