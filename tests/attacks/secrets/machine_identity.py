# Tries: to learn which machine it is on: ids, serial numbers, hardware, by files and by sysfs.
# Stopped by: a root without /proc, /sys, /var and most of /etc.
# Bare: yes
import glob
import os
import uuid

paths = ("/etc/machine-id", "/var/lib/dbus/machine-id", "/proc/cpuinfo", "/proc/meminfo",
         "/proc/sys/kernel/random/boot_id", "/sys/class/dmi/id/*", "/sys/class/net/*",
         "/sys/firmware/*", "/sys/block/*", "/dev/disk/by-*/*", "/sys/devices/system/cpu/*",
         "/etc/ssh/*", "/var/lib/cloud/*", "/run/cloud-init/*", "/proc/cmdline",
         "/proc/device-tree/*",
         "/dev/mem", "/dev/port", "/dev/nvram", "/dev/sd*", "/dev/vd*", "/dev/cpu/*/msr",
         "/etc/lsb-release", "/etc/os-release", "/etc/debian_version", "/boot/*", "/lib/modules/*")
for pattern in paths:
    for path in glob.glob(pattern):
        try:
            with open(path, "rb") as file:
                print("BREACH", path, file.read(80))
        except OSError as error:
            print("BREACH there is", path, error)
for name in ("_ip_getter", "_ifconfig_getter", "_arp_getter", "_lanscan_getter", "_netstat_getter"):
    node = getattr(uuid, name, lambda: None)()
    if node:
        print("BREACH the network card's address", hex(node))
