# Tries: to leave files to the next job: in every folder that it may write to, hidden, deep, linked,
#     without rights, deleted but held open, as pipes, and with a name that can't be decoded.
# Stopped by: a tmpfs for each job, a read-only root.
# Expect: {"status": "succeeded"}
import os

held = []
for folder in (".", "/tmp", "/dev/shm", "/job", "/home", "/etc", "/", "/usr/lib", "/job/work/.."):
    for make in (lambda name: held.append(open(name, "w")), os.mkdir, os.mkfifo,
                 lambda name: os.symlink("/etc/passwd", name)):
        try:
            make(os.path.join(folder, f".breach-left-{len(held)}-{make.__name__}"))
        except OSError as error:
            print(folder, error)
for place in ("/tmp", "/dev/shm", "."):
    deep = place + "/breach-left" * 15
    os.makedirs(deep)
    open(os.fsencode(deep) + b"/\xff\xfebreach-left", "w").close()
    os.chmod(place + "/breach-left", 0)
    os.unlink(os.path.join(place, next(name for name in os.listdir(place) if "left-" in name
                                       and os.path.islink(os.path.join(place, name)))))
if os.fork() == 0:
    os.setsid()
    while True:
        held[0].write("still here")
