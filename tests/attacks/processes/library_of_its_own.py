# Tries: to load a library that it has written itself, native code that no folder of the host holds.
# Stopped by: tmpfs mounts with noexec, which forbid executable mappings of files; executable memory
#        without a file is allowed, and is held by the same jail.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import ctypes
import glob
import mmap
import os
import shutil

source = glob.glob("/usr/lib/x86_64-linux-gnu/libm.so.6")[0]
for folder in (".", "/tmp", "/dev/shm"):
    path = f"{folder}/libmine{os.getpid()}.so"
    shutil.copyfile(source, path)
    try:
        ctypes.CDLL(os.path.abspath(path))
        print("BREACH: loaded", path)
    except OSError:
        pass
    for protection in (mmap.PROT_READ | mmap.PROT_EXEC, 7):
        try:
            with open(path, "r+b") as file:
                mmap.mmap(file.fileno(), 4096, mmap.MAP_SHARED, protection)
            print("BREACH: an executable mapping of", path)
        except OSError:
            pass
    os.unlink(path)
print("ended")
