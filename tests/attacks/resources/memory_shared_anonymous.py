# Tries: to take all memory as shared mappings, which belong to no single process.
# Stopped by: the memory cgroup, which is charged for the pages of whoever touches them first.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
import mmap
import os

held = []
for count in range(100):
    memory = mmap.mmap(-1, 10 << 20)
    held.append(memory)
    if os.fork() == 0:
        memory[::4096] = b"x" * len(memory[::4096])
        os._exit(0)
    os.wait()
    if count > 27:
        print("BREACH: holds", count * 10, "MB", flush=True)
