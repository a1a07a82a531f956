# Tries: to change its files while they are collected: children go on and swap files for links to
#        the host's, grow, shrink and rename them.
# Stopped by: the end of the pid namespace before the first file is looked at.
# Expect: {"status": "succeeded"}
import os
import signal
import time

for number in range(6):
    if os.fork() == 0:
        os.setsid()
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        name, link = f"swapped{number}", f"/tmp/link{number}"
        while True:
            try:
                with open(name, "wb") as file:
                    file.truncate(1 << 20)
                os.truncate(name, 7)
                os.symlink(context["host_file"], link)
                os.rename(link, name)
                os.unlink(name)
                os.mkdir(name)
                os.rmdir(name)
            except OSError:
                pass
time.sleep(0.15)
