"""Turns a subset of markdown into HTML with regular expressions and a block parser."""
import re

SOURCE = """# Garden *notes*

Plant the **beans** early, but not before the
last frost. See [the almanac](/almanac "yearly").

## Tools

- spade
- fork & rake
- `twine`

1. dig
2. sow
3. wait

> Patience is a virtue,
> said the gardener.

```
if frost < 0:
    cover(beds)
```

---

Snake_case_words stay; _emphasis_ works; 2 * 3 * 4 stays.
"""

INLINE = [
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*(\S(?:.*?\S)?)\*"), r"<em>\1</em>"),
    (re.compile(r"\b_(\S.*?)_\b"), r"<em>\1</em>"),
    (re.compile(r'\[([^\]]+)\]\((\S+?)(?: &quot;(.*?)&quot;)?\)'),
     lambda m: f'<a href="{m[2]}"' + (f' title="{m[3]}"' if m[3] else "") + f">{m[1]}</a>"),
]


def escape(text):
    for a, b in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(a, b)
    return text


def inline(text):
    text = escape(text)
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    return text


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def blocks(source):
    fences = re.split(r"^```\n(.*?)^```\n", source, flags=re.M | re.S)
    for i, part in enumerate(fences):
        if i % 2:
            yield f"<pre>{escape(part)}</pre>"
            continue
        for block in re.split(r"\n{2,}", part.strip()):
            lines = block.splitlines()
            if m := re.fullmatch(r"(#{1,6}) (.+)", block):
                n = len(m[1])
                yield f'<h{n} id="{slug(m[2])}">{inline(m[2])}</h{n}>'
            elif re.fullmatch(r"-{3,}", block):
                yield "<hr>"
            elif all(l.startswith("- ") for l in lines):
                yield "<ul>" + "".join(f"<li>{inline(l[2:])}</li>" for l in lines) + "</ul>"
            elif all(re.match(r"\d+\. ", l) for l in lines):
                yield "<ol>" + "".join(f"<li>{inline(l.split(' ', 1)[1])}</li>" for l in lines) + "</ol>"
            elif all(l.startswith(">") for l in lines):
                yield f"<blockquote>{inline(' '.join(l[2:] for l in lines))}</blockquote>"
            elif block:
                yield f"<p>{inline(' '.join(lines))}</p>"


html = "\n".join(blocks(SOURCE))
print(html)
print("tags:", sorted(set(re.findall(r"<([a-z0-9]+)", html))))
