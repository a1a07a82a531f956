# Tries: to leave its slot less memory and room: pages of files, of pipes, of locked and unlinked
#     memory, all inodes of its folders, and an orphan that holds them.
# Stopped by: a tmpfs for each job, the end of all its processes, a cgroup whose pages go with them.
# Expect: {"status": "succeeded"}
import glob
import os

MB = 1 << 20
held = []
try:
    for _ in range(5):
        memory = os.memfd_create("left")
        os.write(memory, bytes(10 * MB))
        held.append(memory)
    for number in range(14):
        with open(f"/dev/shm/{number}", "wb") as file:
            file.write(bytes(MB))
    for number in range(20_000):
        os.close(os.open(f"/tmp/{number}", os.O_CREAT))
except OSError as error:
    print(error)
read = 0
for path in glob.glob("/usr/lib/python3*/**/*.py*", recursive=True)[:3000]:
    with open(path, "rb") as file:
        read += len(file.read())
print(read // MB)
if os.fork() == 0:
    os.setsid()
    while True:
        pass
