# Tries: to leave /tmp, a bind mount of a folder of the job, by a folder that is moved out of it
#        while it is the current one, the known way out of bind mounts.
# Stopped by: the kernel, for which nothing is above such a folder; a tmpfs that holds nothing but
#        this job's files.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import os

os.makedirs("/tmp/outer/inner")
os.chdir("/tmp/outer/inner")
for target in ("/job/work/inner", "/job/shm/inner", "/job/inner"):
    try:
        os.rename("/tmp/outer/inner", target)
    except OSError:
        pass
    try:
        os.rename("/job/tmp/outer/inner", target)
    except OSError:
        pass
for _ in range(20):
    try:
        os.chdir("..")
    except OSError:
        break
    if set(os.listdir(".")) & {"proc", "sys", "boot", "root", "var"}:
        print("BREACH: the host's root", os.listdir("."))
    try:
        with open(f"./escaped{os.getpid()}", "w"):
            pass
        if os.getcwd() not in ("/tmp", "/tmp/outer", "/job/work", "/job/shm", "/job/tmp"):
            print("BREACH: it writes to", os.getcwd())
        os.unlink(f"./escaped{os.getpid()}")
    except OSError:
        pass
print("ended")
