# Tries: to leave the root as a chroot is left: a folder is kept open, the root is changed to one
#        below it, and `..` leads out; also a folder that is moved out from under its parent.
# Stopped by: seccomp refuses chroot and kills for pivot_root; the root is one of a mount namespace.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import os

SYS_PIVOT_ROOT = 155
libc = ctypes.CDLL(None, use_errno=True)
kept = os.open("/", os.O_RDONLY)
os.makedirs("/tmp/a/b/c")
for folder in ("/tmp/a", "/tmp", "."):
    if libc.chroot(folder.encode()) == 0:
        print("BREACH: chroot to", folder)
child = os.fork()
if child == 0:
    libc.syscall(SYS_PIVOT_ROOT, b"/tmp/a", b"/tmp/a/b")
    print("BREACH: pivot_root returned", flush=True)
    os._exit(0)
os.waitpid(child, 0)
os.chdir("/tmp/a/b/c")
os.rename("/tmp/a/b", "/tmp/moved")
for _ in range(20):
    os.chdir("..")
os.fchdir(kept)
for _ in range(20):
    os.chdir("..")
if os.path.exists("proc/self") or os.path.exists("boot"):
    print("BREACH: above the root", os.listdir("."))
print("ended")
