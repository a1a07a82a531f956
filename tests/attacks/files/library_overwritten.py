# Tries: to change a module that later jobs import: by write, by truncation, by rename, by a
#        bytecode cache beside it, by a writable mapping, by splicing into it.
# Stopped by: read-only mounts, host owners other than the slot's user, and landlock.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import mmap
import os

MODULE = "/usr/lib/python3.X/json/__init__.py"
CACHE = "/usr/lib/python3.X/json/__pycache__/__init__.cpython-3X.pyc"
reading = os.open(MODULE, os.O_RDONLY)
pipe = os.pipe()
os.write(pipe[1], b"raise SystemExit  # mine\n")
for attempt in (lambda: os.open(MODULE, os.O_WRONLY), lambda: os.open(MODULE, os.O_RDWR),
                lambda: os.truncate(MODULE, 0), lambda: os.ftruncate(reading, 0),
                lambda: os.rename(MODULE, "/tmp/m"), lambda: os.unlink(MODULE),
                lambda: os.link(MODULE, "/tmp/link"), lambda: os.chmod(MODULE, 0o666),
                lambda: os.fchmod(reading, 0o666), lambda: os.chown(MODULE, 1000, 1000),
                lambda: os.open(CACHE, os.O_WRONLY), lambda: os.unlink(CACHE),
                lambda: mmap.mmap(reading, 4096, mmap.MAP_SHARED, mmap.PROT_WRITE),
                lambda: os.splice(pipe[0], reading, 20), lambda: os.utime(MODULE),
                lambda: os.copy_file_range(reading, reading, 10, 0, 20),
                lambda: os.posix_fallocate(reading, 0, 1 << 20),
                lambda: os.mkdir("/usr/lib/python3.X/json/__pycache__/mine")):
    try:
        attempt()
        print("BREACH: it changed the library")
    except OSError:
        pass
print("ended")
