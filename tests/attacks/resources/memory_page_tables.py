# Tries: to take memory that is no page of any process: page tables of a terabyte that is only read.
# Stopped by: the memory cgroup, which is charged for page tables.
# With: page_tables
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
for count in take_page_tables():
    if count == 150_000:
        print("BREACH: 600 MB of page tables", flush=True)
        break
