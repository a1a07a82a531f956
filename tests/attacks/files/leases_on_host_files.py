# Tries: to hold up the host's own access to shared files by leases, and to have the kernel send
#        signals to a process of the host.
# Stopped by: the kernel gives leases to a file's owner only; no id in a pid namespace names
#        a process of the host.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import fcntl
import glob
import os

paths = glob.glob("/usr/lib/python3.X/*.py")[:50] + ["/dev/null"]
if os.path.exists(context["host_file"]):
    paths.append(context["host_file"])
for path in paths:
    file = os.open(path, os.O_RDONLY)
    for kind in (fcntl.F_RDLCK, fcntl.F_WRLCK):
        try:
            fcntl.fcntl(file, fcntl.F_SETLEASE, kind)
            print("BREACH: a lease on", path)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError:
            pass
    try:
        fcntl.fcntl(file, fcntl.F_SETOWN, context["host_pid"])
        print("BREACH: signals to the host's process")
    except OSError:
        pass
    os.close(file)
print("ended")
