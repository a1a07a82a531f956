# Tries: to open devices of the host, and to do more with those in the jail than to read and write.
# Stopped by: a /dev of five devices, read-only mounts, and seccomp on ioctl.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import ctypes
import os
import stat

RNDADDENTROPY, RNDRESEEDCRNG, RNDCLEARPOOL, BLKGETSIZE = 0x40085203, 0x5207, 0x5206, 0x1260
libc = ctypes.CDLL(None, use_errno=True)
for name in ("mem", "kmem", "port", "kmsg", "sda", "vda", "nvme0n1", "dm-0", "loop0",
             "loop-control", "kvm", "fuse", "net/tun", "vhost-net", "vsock", "userfaultfd", "cuse",
             "uinput", "tty",
             "ptmx", "pts/ptmx", "console", "btrfs-control", "mapper/control", "hpet", "rtc0",
             "cpu/0/msr", "dri/card0", "snd/timer", "input/event0", "watchdog", "full/../mem"):
    for flags in (os.O_RDONLY, os.O_RDWR | os.O_NONBLOCK, os.O_PATH):
        try:
            os.open(f"/dev/{name}", flags)
            print("BREACH: opened", name)
        except OSError:
            pass
for name in os.listdir("/dev"):
    try:
        file = os.open(f"/dev/{name}", os.O_RDWR)
    except OSError:
        continue
    if not stat.S_ISCHR(os.fstat(file).st_mode):
        print("BREACH: no such device is expected:", name)
    for request in (RNDADDENTROPY, RNDRESEEDCRNG, RNDCLEARPOOL, BLKGETSIZE):
        if libc.ioctl(file, ctypes.c_ulong(request), bytes(64)) == 0:
            print("BREACH: ioctl", hex(request), "on", name)
    for attempt in (lambda: os.fchmod(file, 0), lambda: os.utime(file), lambda: os.unlink(name)):
        try:
            attempt()
            print("BREACH: it changed", name)
        except OSError:
            pass
print("ended")
