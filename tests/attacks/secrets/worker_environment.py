# Tries: to read the worker's environment in /proc, from every process that it finds.
# Stopped by: no /proc in the jail, and a pid namespace that holds nobody else.
# Bare: yes
import glob
import os

print({name: os.environ[name] for name in os.environ})
for path in glob.glob("/proc/*/environ"):
    try:
        with open(path, "rb") as file:
            print(file.read())
    except OSError:
        pass
