"""Tokenises a small language with indentation, strings and comments, printing a token table."""
import re
from collections import Counter
from typing import NamedTuple

SOURCE = '''\
fn area(w, h):  # simple
    let a = w * h
    if a >= 1_000:
        print("big: \\"", a)

        return a ** 2
    else:
        print('small', 0xFF, 3.5e-2)
area(4, 5) != nil
'''


class Token(NamedTuple):
    kind: str
    text: str
    line: int
    column: int


class LexError(ValueError):
    pass


RULES = [
    ("COMMENT", r"#[^\n]*"),
    ("NUMBER", r"0[xX][0-9A-Fa-f]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?"),
    ("STRING", r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''),
    ("NAME", r"[^\W\d]\w*"),
    ("OP", r"\*\*|[<>=!]=|[-+*/<>=(),:]"),
    ("SPACE", r"[ \t]+"),
]
KEYWORDS = {"fn", "let", "if", "else", "return", "nil"}
MASTER = re.compile("|".join(f"(?P<{n}>{p})" for n, p in RULES))


def tokenise(source):
    indents = [0]
    for number, line in enumerate(source.split("\n"), 1):
        body = line.lstrip(" ")
        if not body or body.startswith("#"):
            continue
        width = len(line) - len(body)
        if width > indents[-1]:
            indents.append(width)
            yield Token("INDENT", "", number, 1)
        while width < indents[-1]:
            indents.pop()
            yield Token("DEDENT", "", number, 1)
        if width != indents[-1]:
            raise LexError(f"line {number}: inconsistent indentation")
        pos = width
        while pos < len(line):
            m = MASTER.match(line, pos)
            if not m:
                raise LexError(f"line {number}, column {pos + 1}: cannot read {line[pos]!r}")
            kind = m.lastgroup
            if kind == "NAME" and m[0] in KEYWORDS:
                kind = "KEYWORD"
            if kind not in ("SPACE", "COMMENT"):
                yield Token(kind, m[0], number, pos + 1)
            pos = m.end()
        yield Token("NEWLINE", "", number, pos + 1)
    for _ in indents[1:]:
        yield Token("DEDENT", "", number, 1)


tokens = list(tokenise(SOURCE))
depth = 0
for t in tokens:
    depth -= t.kind == "DEDENT"
    print(f"{t.line:>2}:{t.column:<3}{'  ' * depth}{t.kind:<8}{t.text}")
    depth += t.kind == "INDENT"
print(Counter(t.kind for t in tokens).most_common(4))
for bad in ("x = @", "if a:\n    b\n  c\n", 's = "open'):
    try:
        list(tokenise(bad))
    except LexError as e:
        print("LexError:", e)
