# Tries: to find the names of the imports that an earlier job allowed itself, in the memory that it
#     was forked with.
# Stopped by: the runner, which wipes what it held of a job before the next one inherits its memory.
# With: memory_scan
# Job: {"limits": {"timeout_seconds": 15}}
# Expect: {"status": "succeeded"}
import re

for piece in pieces_of_memory():
    for word in re.findall(rb"\w_neighbour_wor[d]", piece):
        print("BREACH of an earlier job:", word)
