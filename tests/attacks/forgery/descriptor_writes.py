# Tries: to write its own words wherever a descriptor leads: results, verdicts and frames of the
#     worker's protocol into every number, by write, pwrite, sendmsg, ftruncate.
# Stopped by: close_range before the program starts; the verdict of the end replaces what was there.
# Expect: {"status": "succeeded", "return_value": "honest"}
import fcntl
import os
import struct

report = struct.pack("<IBQBIQQIB", 60, 5, 1, 1, 0, 0, 0, 0, 0) + bytes(48)
line = b'{"id":"honest-0","status":"succeeded"}\n'
taken = []
for number in (0, *range(3, 4096)):
    for call in (os.write, lambda fd, body: os.pwrite(fd, body, 0),
                 lambda fd, body: os.ftruncate(fd, 0)):
        try:
            call(number, report + line)
            taken.append(number)
        except OSError:
            pass
if set(taken) - {3}:
    print("BREACH", taken)
try:
    fcntl.fcntl(0, fcntl.F_SETFL, os.O_RDWR)
except OSError as error:
    print(error)
"honest"
