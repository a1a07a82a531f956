"""Echoes lines with lengths: mixed languages, CRLF endings, tabs, blanks and no final newline."""
import unicodedata

lines = []
try:
    while True:
        lines.append(input())
except EOFError as e:
    print("end:", e)
for i, line in enumerate(lines, 1):
    kinds = sorted({unicodedata.category(c)[0] for c in line})
    print(f"{i:>2} len={len(line):<3} bytes={len(line.encode()):<3} {''.join(kinds):6} {line!r}")
print(max(lines, key=len).strip())
print(" / ".join(l.strip()[::-1] for l in lines if l.strip()))
try:
    input("again? ")
except EOFError as e:
    print(f"\n{type(e).__name__}: {e}")
