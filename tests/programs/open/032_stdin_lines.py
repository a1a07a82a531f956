"""Iterates over sys.stdin: counts, longest line, an index of words and a look at the newline kinds."""
import sys
from collections import defaultdict

index, total, longest, endings = defaultdict(list), 0, "", defaultdict(int)
for number, line in enumerate(sys.stdin, 1):
    total += len(line)
    body = line.rstrip("\r\n")
    endings[repr(line[len(body):])] += 1
    longest = max(longest, body, key=len)
    for word in body.lower().split():
        word = word.strip(".,;:!?«»\"'")
        if len(word) > 3 and number not in index[word]:
            index[word].append(number)
print(number, "lines,", total, "characters, endings", dict(endings))
print("longest:", longest)
for word, numbers in sorted(index.items()):
    if len(numbers) > 1:
        print(f"  {word:10} {', '.join(map(str, numbers))}")
print("at the end:", repr(sys.stdin.read()), repr(sys.stdin.readline()), sys.stdin.closed, sys.stdin.isatty())
try:
    input()
except EOFError as e:
    print("EOFError:", e)
