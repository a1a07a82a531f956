# Tries: to leave code where the next job or the runner imports it: bytecode beside the library, a
# module in the work folder, user site, .pth files, a usercustomize, a shadow of json.
# Stopped by: read-only mounts and landlock for the library; the other folders are new for each
# job.
import os
import sys

payload = f"open({context['host_folder']!r} + '/left', 'w')\nprint('BREACH: left code ran')\n"
places = [*sys.path, os.getcwd(), "/tmp", "/dev/shm", "/home", "/usr/lib/python3.X/__pycache__",
          "/tmp/.local/lib/python3.X/site-packages", "/usr/lib/python3/dist-packages",
          "/usr/local/lib/python3.X/dist-packages", "/etc/python3.X", "/usr/lib/x86_64-linux-gnu"]
for place in places:
    if not place or "zip" in place:
        continue
    for name in ("sitecustomize.py", "usercustomize.py", "json.py", "attack.pth", "os.py",
                 "traceback.cpython-311.pyc"):
        path = os.path.join(place, name)
        try:
            os.makedirs(place, exist_ok=True)
            file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
            if not os.fstat(file).st_size:
                os.write(file, payload.encode())
            os.close(file)
        except OSError:
            continue
        if place.startswith(("/usr", "/etc", "/home")):
            print("BREACH: opened to write", path)
os.environ["PYTHONSTARTUP"] = os.environ["PYTHONPATH"] = "/tmp"
