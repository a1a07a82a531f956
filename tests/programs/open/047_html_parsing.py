"""html.parser: an outline, link and table extractor coping with broken markup and entities."""
import html
from html.parser import HTMLParser

PAGE = """<!DOCTYPE html>
<html><head><title>Shop &amp; Co</title><style>p { color: red }</style></head>
<body class=main>
<h1>Welcome</h1><p>Buy <b>now<i>!</b> or <a href="/later?x=1&amp;y=2">later</a>
<h2>Prices</h2>
<table><tr><th>Item<th>Price<tr><td>Pen<td>&pound;1.20<tr><td>Pad &#x1F4D3;<td>3&#46;50</table>
<img src=a.png alt="an <image>"><br/>
<script>if (a < b) { document.write("<p>not text</p>"); }</script>
<!-- hidden --> tail &unknown; &copy; text <unclosed attr
"""


class Outline(HTMLParser):
    VOID = {"img", "br"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.log, self.links, self.rows, self.cell, self.text = [], [], [], [], None, []

    def handle_starttag(self, tag, attrs):
        self.log.append(f"{'  ' * len(self.stack)}<{tag}{''.join(f' {k}={v!r}' for k, v in attrs)}>")
        if tag not in self.VOID:
            self.stack.append(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href"))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.cell = len(self.rows[-1]) - 1

    def handle_startendtag(self, tag, attrs):
        self.log.append(f"{'  ' * len(self.stack)}<{tag}/>")

    def handle_endtag(self, tag):
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass
        else:
            self.log.append(f"stray </{tag}> at {self.getpos()}")
        if tag == "table":
            self.cell = None

    def handle_data(self, data):
        if self.stack and self.stack[-1] in ("script", "style"):
            return
        if self.cell is not None:
            self.rows[-1][self.cell] += data.strip()
        elif data.strip():
            self.text.append(" ".join(data.split()))

    def handle_comment(self, data):
        self.log.append(f"comment {data!r}")

    def handle_decl(self, decl):
        self.log.append(f"declaration {decl!r}")


p = Outline()
for i in range(0, len(PAGE), 37):
    p.feed(PAGE[i:i + 37])
p.close()
print(*p.log, sep="\n")
print(p.links, p.rows)
print(p.text)
print(html.escape('<a href="x">\'&'), html.unescape("&lt;&eacute;&#233;&#xe9;&nbsp;&amp;amp;&notit;&bogus;").encode("unicode_escape"))


class Raw(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.parts = []

    def handle_data(self, d): self.parts.append(d)
    def handle_entityref(self, n): self.parts.append(f"[{n}]")
    def handle_charref(self, n): self.parts.append(f"[#{n}]")
    def unknown_decl(self, d): self.parts.append(f"decl {d}")
    def handle_pi(self, d): self.parts.append(f"pi {d}")


r = Raw()
r.feed("a &amp; b &#65; <![CDATA[raw]]> <?php echo ?> </> < 5 </b>")
r.close()
print(r.parts)
