# Tries: to change its own source and standard input, which lie beside the work folder in a tmpfs
#        that its own user owns.
# Stopped by: landlock, which allows writing in the three folders only.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Job: {"stdin": "given"}
import os

SOURCE, INPUT = "/job/main.py", "/job/stdin"
before = [open(path, "rb").read() for path in (SOURCE, INPUT) if os.path.exists(path)]
for path in (SOURCE, INPUT):
    for attempt in (lambda: open(path, "w").close(), lambda: open(path, "r+b").write(b"mine"),
                    lambda: os.truncate(path, 1), lambda: os.rename(path, "/job/other"),
                    lambda: os.rename(path, "/job/work/other"), lambda: os.unlink(path),
                    lambda: os.link(path, "/job/work/link"), lambda: os.chmod(path, 0o777),
                    lambda: open(path, "a").write("mine"), lambda: os.symlink("/", "/job/link"),
                    lambda: os.ftruncate(0, 0), lambda: os.write(0, b"mine"),
                    lambda: os.rename("/job/work", "/job/elsewhere"), lambda: os.rmdir("/job/shm")):
        try:
            attempt()
        except OSError:
            pass
after = [open(path, "rb").read() for path in (SOURCE, INPUT) if os.path.exists(path)]
if before != after or sorted(os.listdir("/job")) != ["main.py", "shm", "stdin", "tmp", "work"]:
    print("BREACH: it changed what lies beside the work folder", os.listdir("/job"))
print("ended")
