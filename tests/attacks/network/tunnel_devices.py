# Tries: to make an interface of its own by the tun, ppp and vhost devices, opened or made anew.
# Stopped by: a /dev of five devices, mknod refused by the seccomp filter, nodev mounts.
import os
import stat

for name, major, minor in (("/dev/net/tun", 10, 200), ("/dev/ppp", 108, 0),
                           ("/dev/vhost-net", 10, 238), ("/dev/vhost-vsock", 10, 241),
                           ("/dev/kvm", 10, 232), ("/dev/fuse", 10, 229)):
    try:
        os.open(name, os.O_RDWR)
        print("BREACH opened", name)
    except OSError as error:
        print(name, error)
    for folder in (".", "/tmp", "/dev/shm", "/dev"):
        own = f"{folder}/device"
        try:
            os.mknod(own, stat.S_IFCHR | 0o666, os.makedev(major, minor))
            print("BREACH made", own)
            os.open(own, os.O_RDWR)
        except OSError as error:
            print(own, error)
