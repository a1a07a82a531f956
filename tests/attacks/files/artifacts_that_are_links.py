# Tries: to have the host's files returned as artifacts: by symlinks to files and folders, absolute,
#        relative, through a chain and in a circle, and by hard links.
# Stopped by: a walk that opens with openat2 and follows no link.
# Expect: {"status": "succeeded", "artifacts": [],
#          "details.artifacts": "links, pipes and devices are no artifacts"}
import os

for number, target in enumerate((context["host_file"], "/etc/passwd", "/", "/proc/self/environ",
                                 "../" * 30 + context["host_file"], "/proc/self/root",
                                 "../main.py", "/proc/1/environ", ".", "..", "link0", "link11",
                                 "/dev/zero", "/dev/urandom", "/usr/lib/python3.X")):
    os.symlink(target, f"link{number}")
os.mkdir("folder")
os.symlink("../..", "folder/up")
os.symlink("/etc", "folder/etc")
for source in (context["host_file"], "/etc/passwd", "/job/main.py", "/dev/null", "/usr/lib/os.py"):
    for follow in (True, False):
        try:
            os.link(source, "hard", follow_symlinks=follow)
            print("BREACH: a hard link to", source)
        except OSError:
            pass
