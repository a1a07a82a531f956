# Tries: to hide from, or to stop, the walk by files and folders without any right, by folders that
#        are sticky, and by a hidden __pycache__.
# Stopped by: a runner that reads whatever its user owns, and says what it left out.
# Expect: {"status": "succeeded"}
import os

for name, mode in (("none", 0), ("writeonly", 0o222), ("setuid", 0o6777), ("sticky", 0o1000)):
    with open(name, "w") as file:
        file.write(name)
    os.chmod(name, mode)
    os.mkdir(name + "-folder")
    with open(name + "-folder/inside", "w") as file:
        file.write(name)
    os.chmod(name + "-folder", mode)
os.mkdir("__pycache__")
with open("__pycache__/hidden", "w") as file:
    file.write("x")
os.chmod(".", 0)
