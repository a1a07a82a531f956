# Tries: to change and list mounts by the calls of the newest kernels (open_tree_attr, statmount,
# listmount), which a filter made for older ones may not know.
# Stopped by: the seccomp filter: what it does not know answers ENOSYS.
# Bare: yes
import ctypes
import struct

OPEN_TREE_ATTR, STATMOUNT, LISTMOUNT = 467, 457, 458
HERE, RECURSIVE, CLONE = -100, 0x8000, 1
ROOT_MOUNT = 0xFFFFFFFFFFFFFFFF
libc = ctypes.CDLL(None, use_errno=True)
found = (ctypes.c_ulong * 64)()
request = struct.pack("<IIQQQ", 32, 0, ROOT_MOUNT, 0, 0)
count = libc.syscall(LISTMOUNT, request, found, ctypes.c_long(64), 0)
if count > 0:
    print("BREACH: a list of", count, "mounts")
text = ctypes.create_string_buffer(4096)
for mount in found[:max(count, 0)][:3] or [1, 2, 3]:
    request = struct.pack("<IIQQQ", 32, 0, mount, 0x1F, 0)
    if libc.syscall(STATMOUNT, request, text, ctypes.c_long(4096), 0) == 0:
        print("BREACH: about a mount", text.raw[:200])
tree = libc.syscall(OPEN_TREE_ATTR, HERE, b"/", CLONE | RECURSIVE,
                    bytes(8) + b"\1" + bytes(23), ctypes.c_long(32))
if tree >= 0:
    print("BREACH: a writable copy of the root's mounts")
