# Tries: nothing but to be a neighbour with much to tell: a word in its code, input, files, folders,
#     output, artifacts and errors, for the next job to look for in its memory.
# Stopped by: the runner, which wipes what it held of a job before the next one inherits its memory.
# Job: {"stdin": "xqzstdin-neighbour-word", "files": [{"path": "xqzfolder-neighbour-word/xqzfile",
#     "content": "xqzcontent-neighbour-word"}], "user_id": "xqzuser-neighbour-word",
#     "metadata": {"a": "xqzmetadata-neighbour-word"}}
# Expect: {"status": "failed"}
import sys

word = "xqzcode-neighbour-word"
with open("xqzartifact-neighbour-word", "w") as file:
    file.write("xqzwritten-neighbour-word")
print("xqzprinted-neighbour-word", sys.stdin.read())
raise type("xqzclass-neighbour-word", (Exception,), {})("xqzraised-neighbour-word")
