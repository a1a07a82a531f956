# Tries: to run programs by way of the dynamic loader, the one executable file that the jail's root
#        must hold, by every name that it has and by every call for it.
# Stopped by: seccomp refuses execve and execveat; landlock forbids execution.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import ctypes
import glob
import os

SYS_EXECVEAT = 322
libc = ctypes.CDLL(None, use_errno=True)
loaders = {*glob.glob("/lib*/ld-linux*"), *glob.glob("/lib/*/ld-*.so*"),
           *glob.glob("/usr/lib/*/ld-*.so*"), *glob.glob("/usr/lib/python3*/**/*.sh")}
for path in sorted(loaders):
    arguments = (ctypes.c_char_p * 3)(path.encode(), b"--version", None)
    for attempt in (lambda: libc.execv(path.encode(), arguments),
                    lambda: libc.execvp(path.encode(), arguments),
                    lambda: libc.syscall(SYS_EXECVEAT, -100, path.encode(), arguments, None, 0),
                    lambda: libc.fexecve(os.open(path, os.O_RDONLY), arguments, arguments)):
        child = os.fork()
        if child == 0:
            os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
            attempt()
            os._exit(111)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 111:
            print("BREACH: it ran", path)
print("ended")
