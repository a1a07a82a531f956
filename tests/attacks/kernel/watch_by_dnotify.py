# Tries: to learn which files of the library other jobs read, by the oldest kind of watch, which is
# an fcntl (F_NOTIFY) of an open folder.
# Stopped by: the seccomp filter, should it look at what fcntl is asked.
# Bare: yes
import fcntl
import os
import signal

ALL_EVENTS = (fcntl.DN_ACCESS | fcntl.DN_MODIFY | fcntl.DN_CREATE | fcntl.DN_DELETE
              | fcntl.DN_RENAME | fcntl.DN_ATTRIB | fcntl.DN_MULTISHOT)
signal.signal(signal.SIGIO, lambda *_: None)
for path in ("/usr/lib/python3.X", "/usr/lib/python3.X/json", "/etc"):
    try:
        fcntl.fcntl(os.open(path, os.O_RDONLY), fcntl.F_NOTIFY, ALL_EVENTS)
        print("BREACH: is told of every access by anybody to", path)
    except OSError as refusal:
        print(refusal)
