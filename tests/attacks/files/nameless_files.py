# Tries: to give names to files that it must not link: by O_TMPFILE, by linkat with AT_EMPTY_PATH on
#        the verdict, a library, standard input and its streams, and by /proc/self/fd.
# Stopped by: the kernel (other mounts, no capability), landlock, and no /proc.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import os

AT_EMPTY_PATH, AT_SYMLINK_FOLLOW = 0x1000, 0x400
libc = ctypes.CDLL(None, use_errno=True)
for folder in ("/", "/usr/lib", "/dev", "/etc", "/job", "/usr/lib/python3.X"):
    try:
        os.open(folder, os.O_TMPFILE | os.O_RDWR)
        print("BREACH: a nameless file in", folder)
    except OSError:
        pass
library = os.open("/usr/lib/python3.X/os.py", os.O_RDONLY)
path = os.open("/etc/passwd", os.O_PATH)
source = os.open("/job/main.py", os.O_PATH)
for descriptor in (0, 1, 3, library, path, source):
    for target in (b"linked", b"/tmp/linked", b"/job/linked"):
        for way in ((descriptor, b"", AT_EMPTY_PATH),
                    (-100, b"/proc/self/fd/%d" % descriptor, AT_SYMLINK_FOLLOW)):
            if libc.linkat(way[0], way[1], -100, target, way[2]) == 0:
                print("BREACH: linked descriptor", descriptor, "as", target)
print("ended")
