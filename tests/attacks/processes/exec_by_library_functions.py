# Tries: to run a shell or Python by every function of the library that starts programs.
# Stopped by: seccomp refuses execve; the jail's root holds neither of them.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import ctypes
import os
import pty
import subprocess
import sys

libc = ctypes.CDLL(None)
SAY = "echo BREACH: a shell runs"
null = os.open("/dev/null", os.O_RDWR)


def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


for attempt in (
        lambda: os.system(SAY) == 0,
        lambda: libc.system(SAY.encode()) == 0,
        lambda: "BREACH" in os.popen(SAY).read(),
        lambda: subprocess.run(SAY, shell=True, check=True),
        lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
        lambda: subprocess.Popen(["/bin/true"], preexec_fn=os.setsid).wait() == 0,
        lambda: ended(os.posix_spawn("/bin/true", ["true"], {}, setsid=True)),
        lambda: ended(os.posix_spawnp("true", ["true"], {})),
        lambda: os.spawnv(os.P_WAIT, "/bin/true", ["true"]) == 0,
        lambda: pty.spawn(["/bin/true"], lambda _: b"") == 0):
    try:
        if attempt():
            print("BREACH: it ran a program")
    except BaseException:
        pass
print("ended")
