# Tries: to leave something in a world-writable folder of the host: a file, a folder, a link, a
#        pipe.
# Stopped by: a root that holds no such path.
# Bare: yes
import os

folder = context["host_folder"]
for attempt in (lambda: open(f"{folder}/file", "w").close(), lambda: os.mkdir(f"{folder}/folder"),
                lambda: os.symlink("x", f"{folder}/link"), lambda: os.mkfifo(f"{folder}/pipe"),
                lambda: os.rename("mine", f"{folder}/mine"),
                lambda: os.open(folder, os.O_RDWR | os.O_TMPFILE)):
    try:
        attempt()
    except OSError:
        pass
