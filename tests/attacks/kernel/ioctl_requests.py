# Tries: requests of terminals (TIOCSTI types for another, TIOCLINUX), of the random devices, of
# namespaces and of files, on every descriptor, device and fresh file that it has.
# Stopped by: the seccomp filter: requests that are not on its list answer ENOSYS; landlock.
# Bare: yes
import ctypes
import os

REQUESTS = {"TIOCSTI": 0x5412, "TIOCLINUX": 0x541C, "TIOCSCTTY": 0x540E, "TIOCNOTTY": 0x5422,
            "TCSETS": 0x5402, "TIOCGPTPEER": 0x5441, "FIOASYNC": 0x5452, "FIOSETOWN": 0x8901,
            "RNDGETENTCNT": 0x80045200, "RNDADDTOENTCNT": 0x40045201, "RNDCLEARPOOL": 0x5206,
            "FS_IOC_GETFLAGS": 0x80086601, "FS_IOC_SETFLAGS": 0x40086602, "FIBMAP": 1,
            "FS_IOC_FSGETXATTR": 0x801C581F, "FICLONE": 0x40049409, "NS_GET_USERNS": 0xB701,
            "NS_GET_PARENT": 0xB702, "PIDFD_GET_NET": 0xFF04, "SIOCGIFCONF": 0x8912,
            "SIOCGSKNS": 0x894C, "KVM_CREATE_VM": 0xAE01, "UFFDIO_API": 0xC018AA3F}
HARMFUL_BARE = {"RNDADDTOENTCNT", "RNDCLEARPOOL", "TIOCNOTTY", "TCSETS", "FS_IOC_SETFLAGS"}
libc = ctypes.CDLL(None, use_errno=True)
jailed = os.getpid() < 10
things = [0, 1, 2, os.open("file", os.O_CREAT | os.O_RDWR), os.open(".", os.O_RDONLY),
          os.open("/dev/urandom", os.O_RDONLY), os.open("/dev/null", os.O_RDWR), *os.pipe()]
for path in ("/dev/tty", "/dev/ptmx", "/dev/console", "/dev/kvm", "/proc/self/ns/user"):
    try:
        things.append(os.open(path, os.O_RDWR | os.O_NOCTTY))
    except OSError:
        pass
for name, request in REQUESTS.items():
    for thing in things if jailed else things[3:7]:
        value = ctypes.create_string_buffer(b"x", 4096)
        if (jailed or name not in HARMFUL_BARE) and libc.ioctl(
                thing, ctypes.c_ulong(request), value) >= 0:
            print("BREACH:", name, "of", thing)
