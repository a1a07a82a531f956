# Tries: to learn its place in the host's control groups and its container, and to leave it.
# Stopped by: no /proc and no /sys in the jail; the descriptors of the groups are closed.
# Bare: yes
import glob
import os

for path in glob.glob("/proc/*/cgroup") + glob.glob("/sys/fs/cgroup/*") + glob.glob("/.dockerenv"):
    print("BREACH there is", path)
    break
for pattern in ("/run/.containerenv", "/run/secrets/*", "/var/run/secrets/*", "/proc/self/oom*",
                "/proc/self/ns/*", "/proc/self/fdinfo/*", "/proc/sched_debug"):
    for path in glob.glob(pattern):
        print("BREACH there is", path)
for number in range(3, 1024):
    for word in (b"0", b"1"):
        try:
            if number != 3 and os.write(number, word):
                print("BREACH wrote to descriptor", number)
        except OSError:
            pass
