# Tries: to find what the job before it left in any folder, by name and by how much room is taken.
# Stopped by: a tmpfs for each job, a read-only root.
# Expect: {"status": "succeeded", "artifacts": []}
import os

for top in ("/job", "/tmp", "/dev/shm/", "/etc", "/home", "/dev"):
    for folder, folders, names in os.walk(top):
        for name in folders + names:
            if "left" in name and "breach" in name:
                print("BREACH", os.path.join(folder, name))
for name in os.listdir("/"):
    if "breach" in name:
        print("BREACH", name)
for place in (".", "/tmp", "/dev/shm"):
    room = os.statvfs(place)
    if room.f_files - room.f_ffree > 20 or (room.f_blocks - room.f_bfree) * room.f_bsize > 1 << 20:
        print("BREACH something takes room in", place, room)
