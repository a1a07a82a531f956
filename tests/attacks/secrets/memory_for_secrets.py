# Tries: to find a secret of the host or of another job in the memory that it was forked with: heap,
#     objects, libraries, buffers, the stack with what the runner was started with.
# Stopped by: a runner that is started with an environment of its own and wipes what it held of a
#     job.
# With: memory_scan
# Job: {"limits": {"timeout_seconds": 15}}
# Expect: {"status": "succeeded"}
# Bare: yes
import re

pages = 0
for piece in pieces_of_memory():
    pages += len(piece) >> 12
    for word in re.findall(rb"cordon[0-9a-f]{24}", piece):
        print(word.decode())
if pages < 2_000:
    print("BREACH it could read too little to say anything:", pages)
