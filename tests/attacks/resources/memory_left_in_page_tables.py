# Tries: to leave its limit of 512 MB full for the next job, whose limit is half of it: page
#        tables are freed some time after their process has ended.
# Stopped by: what frees a slot's memory before its next job.
# With: page_tables
# Job: {"limits": {"max_memory_mb": 512, "timeout_seconds": 5}}
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory"}
for _ in take_page_tables():
    pass
print("BREACH: 2 GB of page tables")
