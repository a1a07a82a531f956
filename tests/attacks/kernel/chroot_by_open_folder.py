# Tries: to leave its root as one leaves a chroot: by an open folder and a chroot below it, by the
# descriptors that it inherited, by endless "..".
# Stopped by: the seccomp filter (EPERM), pivot_root without the old root, no inherited folder.
# Bare: yes
import os

try:
    outside = os.open(".", os.O_RDONLY)
    os.mkdir("inner")
    if os.fork() == 0:
        try:
            os.chroot("inner")
            os.write(1, b"BREACH: chroot\n")
            os.fchdir(outside)
            for _ in range(64):
                os.chdir("..")
            os.chroot(".")
            os.write(1, open(context["host_file"], "rb").read())
        finally:
            os._exit(0)
    os.wait()
    os.rmdir("inner")
except OSError as refusal:
    print(refusal)
for descriptor in range(1024):
    try:
        os.fchdir(descriptor)
        print(descriptor, os.listdir("../../../../../../.."))
    except OSError:
        pass
for path in ("/" + "../" * 50 + context["host_file"], "/job/../../.." + context["host_file"]):
    try:
        print(open(path).read())
    except OSError as refusal:
        print(refusal)
