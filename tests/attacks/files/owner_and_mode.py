# Tries: to become another by files: to give files away, to take others', to set the set-uid bit and
#        capabilities, and to open what others own.
# Stopped by: seccomp refuses chown and setxattr; one user only in the user namespace; nosuid
#        mounts.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import os

with open("mine", "w"):
    pass
file = os.open("mine", os.O_RDWR)
for attempt in (lambda: os.chown("mine", 0, 0), lambda: os.chown("mine", 1001, -1),
                lambda: os.lchown("mine", 0, 0), lambda: os.fchown(file, 0, 0),
                lambda: os.chown("/etc/passwd", 1000, 1000), lambda: os.chmod("/etc/passwd", 0o666),
                lambda: os.chown("mine", 0, 0, dir_fd=os.open(".", 0)),
                lambda: os.setxattr("mine", "security.capability", b"\1\0\0\2" + b"\xff" * 16),
                lambda: os.setxattr(file, "user.x", b"x"),
                lambda: os.setxattr("mine", "trusted.x", b"x"),
                lambda: os.setxattr("mine", "system.posix_acl_access", b"\2\0\0\0"),
                lambda: os.setxattr("/usr/lib/python3.X/os.py", "user.x", b"x"),
                lambda: os.removexattr("mine", "security.selinux")):
    try:
        attempt()
        print("BREACH: it changed an owner or an attribute")
    except OSError:
        pass
if os.stat("mine").st_uid != os.getuid():
    print("BREACH: its file belongs to", os.stat("mine").st_uid)
print("ended")
