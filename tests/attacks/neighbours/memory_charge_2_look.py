# Tries: to find less memory, processes and room than its limits say, after a neighbour that left as
#     much as it could.
# Stopped by: a tmpfs for each job, the end of all its processes, a cgroup whose pages go with them.
# Expect: {"status": "succeeded", "return_value": [220, 15]}
import os

MB = 1 << 20
with open("whole", "wb") as file:
    file.write(bytes(15 * MB))
hold = bytearray(b"x") * (220 * MB)
os.unlink("whole")
children = 0
for _ in range(15):
    if os.fork() == 0:
        signal = os.read(os.open("/dev/zero", os.O_RDONLY), 1)
        os._exit(0)
    children += 1
for _ in range(children):
    os.wait()
[len(hold) // MB, children]
