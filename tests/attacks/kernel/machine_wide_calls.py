# Tries: calls that change the machine for everybody: quotas, accounting, swap, reboot, host and
# domain name, hanging up the terminal, syncing all disks.
# Stopped by: the seccomp filter (death, or EPERM), no capability, a uts namespace.
# With: deadly_calls
import ctypes
import os

LINUX_REBOOT_MAGIC, MAGIC2, CAD_OFF = 0xFEE1DEAD, 672274793, 0
calls = {
    "quotactl": (179, 0x800007 << 8, None, 0, ctypes.create_string_buffer(256)),
    "quotactl_fd": (443, 0, 0x80000700, 0, ctypes.create_string_buffer(256)),
    "acct": (163, b"/tmp/account"),
    "swapon": (167, b"/job/work/swap", 0),
    "swapoff": (168, b"/job/work/swap"),
    "reboot": (169, ctypes.c_uint(LINUX_REBOOT_MAGIC), MAGIC2, CAD_OFF, None),
    "sethostname": (170, b"taken", ctypes.c_long(5)),
    "setdomainname": (171, b"taken", ctypes.c_long(5)),
    "vhangup": (153,),
    "sync": (162,),
    "syncfs": (306, 1),
    "ustat": (136, ctypes.c_ulong(1), ctypes.create_string_buffer(64)),
    "sysfs": (139, 3),
    "lookup_dcookie": (212, ctypes.c_ulong(1), ctypes.create_string_buffer(99), 99),
    "uselib": (134, b"/usr/lib/x86_64-linux-gnu/libc.so.6"),
}
with open("swap", "wb") as file:
    file.truncate(1 << 20)
try_each(calls)
if os.uname().nodename != "cordon":
    print("BREACH: the host's name is", os.uname().nodename)
