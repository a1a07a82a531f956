# Tries: to find the words of an earlier job in the memory that it was forked with.
# Stopped by: the runner, which wipes what it held of a job before the next one inherits its memory.
# With: memory_scan
# Job: {"limits": {"timeout_seconds": 15}}
# Expect: {"status": "succeeded"}
import re

for piece in pieces_of_memory():
    for word in re.findall(rb"\w[_-]neighbour[_-]wor[d]|xqzfil[e]", piece):
        print("BREACH of an earlier job:", word)
