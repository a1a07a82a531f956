# Tries: to have a host file read in its place: its own source, the folders that the runner looks
# into, and the files that a traceback quotes become links to it.
# Stopped by: the job's folder is not the program's to change (landlock); a traceback is made inside
# the jail; links are not followed.
# Bare: yes
import os

target = context["host_file"]
for name in ("main.py", "<string>", "link.py", "work"):
    os.symlink(target, name)
for path in ("/job/main.py", "/job/stdin", "/job/work", "/job/shm", "/tmp"):
    if os.getpid() > 9:
        continue
    for attempt in (lambda: os.rename(path, path + ".old"), lambda: os.unlink(path),
                    lambda: os.rmdir(path), lambda: os.symlink(target, path),
                    lambda: open(path, "w").write(target), lambda: os.chmod(path, 0)):
        try:
            attempt()
            print("did it to", path)
        except OSError as refusal:
            print(path, refusal)
exec(compile("raise KeyError('the line above is the secret')", target, "exec"))
