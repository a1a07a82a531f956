# Tries: to reach /proc and /sys of the host or of the runner by every spelling and detour.
# Stopped by: a root without /proc and /sys, that no `..` leads out of.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import os

TARGETS = ("proc/self/environ", "proc/1/environ", "proc/1/root", "proc/self/mem",
           "proc/sysrq-trigger",
           "proc/sys/kernel/core_pattern", "proc/thread-self/fd", "proc/self/fd/3", "proc/kcore",
           "proc/kallsyms", "sys/fs/cgroup", "sys/kernel/uevent_helper", "sys/kernel/debug",
           "dev/fd/3", "dev/stdin", "run/systemd", "var/run", "root/.ssh", "etc/shadow")
PREFIXES = ("/", "//", "/./", "/tmp/../", "../" * 40, "/usr/lib/../../", "/dev/shm/../../",
            "/lib/../", "/job/work/../../../", "/tmp/link/")
os.path.lexists("/tmp/link") or os.symlink("/", "/tmp/link")
os.environ["HOME"] = "/.."
for prefix in PREFIXES:
    for target in TARGETS:
        if os.path.lexists(prefix + target):
            print("BREACH: there is", prefix + target)
os.unlink("/tmp/link")
print("ended")
