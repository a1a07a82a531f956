"""A tour of the re module: groups, lookaround, flags, substitution callbacks, splitting, errors."""
import re

TEXT = "In 1969 Apollo 11 landed; in 1972 Apollo 17 was last. Cost: $25.4 billion (1973), über-cool™!"
print(re.findall(r"\b\d{4}\b", TEXT), re.findall(r"(\w+) (\d+)", TEXT), re.search(r"\$(?P<n>[\d.]+)", TEXT)["n"])
print([m.span() for m in re.finditer(r"Apollo", TEXT)], re.split(r"[;.,:]\s+", TEXT)[:3], re.split(r"(\d)", "a1b2c"), re.split(r"x*", "axbc", maxsplit=2))
print(re.sub(r"(\d)(?=(\d{3})+\b)", r"\1,", "1234567 and 890 and 12345"), re.sub(r"(?P<a>\w+) (?P<b>\w+)", r"\g<b> \g<a>", "hello world again now"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "3 apples, 10 pears"), re.subn("a", "b", "banana", count=2), re.sub("", "-", "abc"), re.escape("a.b*c[d]"))
print(re.findall(r"(?<=\$)\d+|(?<!\$)\b\d{2}\b", TEXT), re.findall(r"\w+(?!\w|\()", "call(x) name"), bool(re.match(r"(?!.*bad)\w+$", "good")), re.findall(r"(?i)APOLLO", TEXT))
word = re.compile(r"""
    ^ (?P<year>\d{4}) - (?P<month>0[1-9]|1[0-2])   # year and month
    (?: - (?P<day>\d\d) )?                         # optional day
    $""", re.VERBOSE)
for s in ("2024-02", "2024-13", "2024-02-30", "24-02"):
    m = word.match(s)
    print(s, m and m.groupdict(), m and (m.lastgroup, m.span("day"), m.groups("none"), m.start(), m.end("month")))
print(re.findall(r"^\w+$", "one\ntwo three\nfour", re.M), re.findall(r"a.b", "a\nb a-b", re.S), re.findall(r"\w+", "naïve café", re.A), re.findall(r"\w+", "naïve café"), re.fullmatch("a+", "aab"))
print(re.findall(r"<.*>", "<a><b>"), re.findall(r"<.*?>", "<a><b>"), re.findall(r"a{2,3}", "aaaaaaa"), re.findall(r"a{2,3}?", "aaaaaaa"), re.findall(r"(?>a+)b|a++c", "aab aac"))
print(re.match(r"(a)(b)?(c)", "ac").groups(), re.match(r"(?:(a)|(b))+", "ab").groups(), re.match(r"(\w)\1(\w)\2", "aabb")[0], re.match(r"(?P<q>['\"]).*?(?P=q)", "'it' is")[0])
print(re.match(r"(<)?\w+(?(1)>|$)", "<tag>")[0], re.match(r"(<)?\w+(?(1)>|$)", "<tag"), re.search(r"\bfoo\b|\Bfoo", "xfoo foo").span(), re.findall(r"[^\W\d_]+", "ab_1cd-é"))


class Lexer:
    SPEC = {"num": r"\d+(?:\.\d*)?", "id": r"[a-z_]\w*", "op": r"[-+*/=<>]=?", "str": r'"(?:[^"\\]|\\.)*"', "ws": r"\s+", "bad": r"."}

    def __init__(self):
        self.pattern = re.compile("|".join(f"(?P<{k}>{v})" for k, v in self.SPEC.items()))

    def __call__(self, text):
        return [(m.lastgroup, m[0]) for m in self.pattern.finditer(text) if m.lastgroup != "ws"]


print(Lexer()('x1 >= 3.5*"a \\" b" ?'))
p = re.compile(r"(?P<k>\w+)=(?P<v>\w*)", re.I | re.M)
print(p.pattern, p.flags, p.groups, p.groupindex, p, p == re.compile(p.pattern, re.I | re.M))
print(dict(p.findall("a=1 b= c=3")), p.sub(lambda m: f"{m['v']}={m['k']}", "a=1 b=2"), p.match("x=1", 1), p.search("aa=1", 1).group("k"), p.fullmatch("z=9", 0, 3) is not None)
print(re.match(r"(\d+)", "42abc").expand(r"<\1>"), re.findall(rb"[\x80-\xff]+", "é€".encode()), re.sub(r"(?m)^", "> ", "a\nb"), re.compile("x", re.I | re.S).flags & re.S)
for bad in ("(", "[a", "*a", r"\1", "(?P<n>a)(?P<n>b)", "a{3,1}", r"(?<=a+)b", "(?z)", r"\p{L}", "a**", "(?P=x)"):
    try:
        re.compile(bad)
    except re.error as e:
        print(f"{bad!r:20} {e.msg} @ {e.pos}")
print(re.RegexFlag.IGNORECASE | re.MULTILINE, repr(re.match("b", "abc")), re.search("b", "abc"))
