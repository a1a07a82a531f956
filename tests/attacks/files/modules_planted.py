# Tries: to have the interpreter, and later the runner, import its modules in place of the
#        library's: in the work folder, in the user's site, by a .pth file and by an archive.
# Stopped by: an isolated interpreter, a read-only library, and a process of its own for each job.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import os
import sys

CODE = "print('BREACH: a planted module runs')\n"
for name in ("traceback", "atexit", "threading", "json", "site", "sitecustomize", "usercustomize"):
    for folder in (".", "/tmp", "/dev/shm", "/tmp/.local/lib/python3.X/site-packages"):
        try:
            os.makedirs(folder, exist_ok=True)
            with open(f"{folder}/{name}.py", "w") as file:
                file.write(CODE)
            with open(f"{folder}/{name}.pth", "w") as file:
                file.write(f"import sys; {CODE}")
        except OSError:
            pass
if {"", ".", os.getcwd(), "/tmp"} & set(sys.path):
    print("BREACH: it imports from", sys.path)
for name in ("tabnanny", "sndhdr", "usercustomize", "sitecustomize"):
    try:
        __import__(name)
    except ImportError:
        pass
print("ended")
