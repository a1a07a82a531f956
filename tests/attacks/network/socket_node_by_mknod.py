# Tries: to leave a socket or a pipe in a folder of the host by mknod, for others to connect to.
# Stopped by: a root without the folder; mknod is refused by the seccomp filter.
# Bare: yes
import os
import stat

for folder in (context["host_folder"], ".", "/dev/shm", "/"):
    for kind in (stat.S_IFSOCK, stat.S_IFIFO):
        name = os.path.join(folder, f"{context['marker']}-{kind}")
        try:
            os.mknod(name, kind | 0o666)
            print("BREACH made", name)
            if folder != context["host_folder"]:
                os.unlink(name)
        except OSError as error:
            print(name, error)
