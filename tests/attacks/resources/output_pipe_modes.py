# Tries: to confuse who reads its stdout: the pipe grown to its largest, made non-blocking, made to
#        keep every write apart (O_DIRECT), filled byte by byte, and by splice from a file.
# Stopped by: pipes whose reading end belongs to the worker alone and are made for each job.
# Expect: {"status": "succeeded", "was_output_truncated": false}
import fcntl
import os

for stream in (1, 2):
    fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, 1 << 20)
    fcntl.fcntl(stream, fcntl.F_SETFL, os.O_NONBLOCK | os.O_DIRECT | os.O_ASYNC)
    fcntl.fcntl(stream, fcntl.F_SETOWN, 1)
sent = 0
for _ in range(20_000):
    try:
        sent += os.write(1, b"x")
    except BlockingIOError:
        pass
file = os.memfd_create("source")
os.write(file, b"s" * 4096)
try:
    os.splice(file, 1, 4096, offset_src=0)
    os.pwrite(file, b"changed after", 0)
except OSError:
    pass
try:
    os.read(1, 10)
    print("BREACH: it reads from its stdout")
except OSError:
    pass
