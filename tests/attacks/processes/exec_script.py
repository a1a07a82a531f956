# Tries: to run scripts whose first line names the dynamic loader, Python or a shell.
# Stopped by: seccomp refuses execve; noexec mounts and landlock forbid execution.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
# Bare: yes
import os

LOADER = "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"
for interpreter in (f"{LOADER} --version", "/usr/bin/python3 -V", "/bin/sh", "/usr/bin/env true"):
    path = f"script{os.getpid()}"
    with open(path, "w") as file:
        file.write(f"#!{interpreter}\n")
    os.chmod(path, 0o755)
    child = os.fork()
    if child == 0:
        os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
        try:
            os.execv(f"./{path}", [path])
        finally:
            os._exit(111)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 111:
        print("BREACH: it ran a script for", interpreter)
    os.unlink(path)
print("ended")
