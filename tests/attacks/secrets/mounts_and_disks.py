# Tries: to learn what is mounted on the host and where: by /proc, by listmount and statmount, by
#     handles, by what stat and statfs tell of folders above the root.
# Stopped by: a mount namespace with a root of its own, no /proc, calls that the filter does not
#     know.
# Bare: yes
import ctypes
import glob
import os

SYS_LISTMOUNT, SYS_STATMOUNT, SYS_LISTNS, ROOT_OF_ALL = 458, 457, 470, 0xFFFFFFFFFFFFFFFF
libc = ctypes.CDLL(None, use_errno=True)
for path in glob.glob("/proc/*/mount*") + glob.glob("/proc/mounts") + glob.glob("/etc/[fm]*tab"):
    with open(path, "rb") as file:
        print("BREACH", path, file.read(200))
request = (ctypes.c_uint64 * 4)(32, ROOT_OF_ALL, 0, 0)
ids = (ctypes.c_uint64 * 512)()
for number in (SYS_LISTMOUNT, SYS_STATMOUNT, SYS_LISTNS):
    found = libc.syscall(number, request, ids, 512, 0)
    if found > 0:
        print("BREACH the mounts' ids", list(ids[:found]))
    print(number, found, ctypes.get_errno())
top = os.stat("/")
for path in ("..", "../../../../../..", "/..", "/job/../..", "/usr/lib/../../.."):
    above = os.stat(path if path[0] == "/" else "/" + path)
    if (above.st_dev, above.st_ino) != (top.st_dev, top.st_ino):
        print("BREACH there is something above the root:", path)
print(sorted(os.listdir("/")), os.statvfs("/usr/lib").f_blocks)
