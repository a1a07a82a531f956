# Tries: to write anywhere but in its own folders: files, folders, links, renames, in every folder
#        that the root shows.
# Stopped by: read-only mounts, and landlock.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import os

OWN = ("/tmp", "/job/work", "/job/shm", "/job/tmp")
folders = ["/"] + [os.path.join(at, name) for top in ("/job", "/dev", "/etc", "/home")
                   for at, names, _ in os.walk(top) for name in ["", *names]]
folders += ["/usr", "/usr/lib", "/usr/lib/python3.X", "/usr/lib/python3/dist-packages",
            "/usr/lib/x86_64-linux-gnu", "/usr/local/lib/python3.X", "/usr/share/zoneinfo"]
for folder in folders:
    if os.path.realpath(folder).startswith(OWN):
        continue
    path = os.path.join(folder, "written")
    own_folder = folder.rstrip("/") == "/job"
    for attempt in (lambda: open(path, "w").close(), lambda: os.mkdir(path + "1"),
                    lambda: os.symlink("x", path + "2"), lambda: os.mkfifo(path + "3"),
                    lambda: os.link("/etc/passwd", path + "4"), lambda: os.rmdir(folder),
                    lambda: os.open(folder, os.O_TMPFILE | os.O_RDWR),
                    lambda: os.rename(folder, "/tmp/taken"),
                    lambda: own_folder or os.utime(folder),
                    lambda: own_folder or os.chmod(folder, 0o777)):
        try:
            if attempt() is not True:
                print("BREACH: it changed", folder)
        except OSError:
            pass
print("ended")
