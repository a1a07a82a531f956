# Tries: to have the runner collect its artifacts elsewhere: the work folder is replaced by a link
#        to the host's files, by a file, by nothing; or all rights are taken from it.
# Stopped by: landlock, which forbids to change /job; openat2 without links, below the job's mount.
# Expect: {"status": "succeeded", "artifacts": []}
import os

os.chdir("/")
for attempt in (lambda: os.rename("/job/work", "/job/tmp/work"),
                lambda: os.rename("/job/work", "/tmp/work"), lambda: os.rmdir("/job/work"),
                lambda: os.rename("/job/tmp", "/job/work"),
                lambda: os.symlink("/etc", "/job/work"),
                lambda: os.symlink("/etc", "/job/work/etc"),
                lambda: os.symlink(context["host_file"], "/job/work/canary"),
                lambda: os.chmod("/job/work", 0), lambda: os.chmod("/job", 0)):
    try:
        attempt()
    except OSError:
        pass
