# Tries: to run a program that it has written itself, from every place that it may write to.
# Stopped by: seccomp refuses execve; landlock and noexec mounts forbid execution.
# With: tiny_program
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import os

for folder in (".", "/tmp", "/dev/shm"):
    path = f"{folder}/tiny{os.getpid()}"
    with open(path, "wb") as file:
        file.write(tiny_program())
    os.chmod(path, 0o6755)
    if it_ran(lambda: os.execv(path, ["tiny"])):
        print("BREACH: it ran", path)
    os.unlink(path)
print("ended")
