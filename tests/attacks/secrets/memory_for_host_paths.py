# Tries: to learn from the memory that it was forked with where the worker lies and works on the
#     host: its paths, its configuration, its temporary folders, its control groups.
# Stopped by: a runner that is started without the worker's arguments, environment and paths.
# With: memory_scan
# Job: {"limits": {"timeout_seconds": 15}}
# Expect: {"status": "succeeded"}
import re

# No pattern matches itself.
pattern = re.compile(rb"(?:/root|/home|/work|/srv|/var/tmp|/sys/fs/cgroup)/[\w./-]{3,99}|"
                     rb"cordon-[0-9]{1,9}/[\w./-]{1,99}|cordon\.tom[l]|cordon-attack[s]")
known = [context[name].encode() for name in ("host_file", "host_folder", "socket_path")]
found = set()
for piece in pieces_of_memory():
    found.update(one for one in pattern.findall(piece)
                 if not any(one in path or path.startswith(one[:30]) for path in known))
if found:
    print("BREACH the host's paths:", sorted(found)[:20])
