# Tries: to find the source, the input and the names of an earlier job of its runner in the memory
#     that it was forked with: each job here has an honest one before it.
# Stopped by: the runner, which wipes what it held of a job before the next one inherits its memory.
# With: memory_scan
# Job: {"limits": {"timeout_seconds": 15}}
# Expect: {"status": "succeeded"}
import re

# No pattern matches itself.
words = re.compile(rb"names in os\.wal[k]\(|number in range\(100[0]\)\)|environ\.get\(.CANAR[Y]|"
                   rb"Says what a progra[m]|\"sum\": sum\(rang[e]")
for piece in pieces_of_memory():
    for found in words.finditer(piece):
        print("BREACH of another job:", piece[max(0, found.start() - 40):found.end() + 40])
