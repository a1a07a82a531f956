# Tries: to take all memory with ordinary objects.
# Stopped by: the memory cgroup, which kills.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory",
#          "exit_code": 137}
held = []
for count in range(1000):
    held.append(b"x" * (10 << 20))
    if count > 27:
        print("BREACH: holds", count * 10, "MB", flush=True)
