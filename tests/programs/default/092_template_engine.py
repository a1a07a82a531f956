"""A template engine with loops, conditionals, filters, includes and escaping, without evaluation."""
import re
from itertools import count

FILTERS = {"upper": str.upper, "title": str.title, "len": len, "join": lambda v, sep=", ": sep.join(map(str, v)), "default": lambda v, d="": v or d,
           "money": lambda v: f"£{v:,.2f}", "first": lambda v: v[0], "reverse": lambda v: v[::-1]}


class TemplateError(Exception):
    pass


class Safe(str):
    """Text that needs no further escaping."""


FILTERS["safe"] = Safe


def escape(v):
    if isinstance(v, Safe):
        return v
    return str(v).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def lookup(path, scope):
    if path[:1] in "\"'" and path[-1:] == path[:1]:
        return path[1:-1]
    if re.fullmatch(r"-?\d+", path):
        return int(path)
    head, *rest = path.split(".")
    value = scope.get(head)
    for part in rest:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, (list, tuple)) and part.isdigit():
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = getattr(value, part, None) if not part.startswith("_") else None
    return value() if callable(value) else value


def expression(text, scope):
    path, *filters = (p.strip() for p in text.split("|"))
    value = lookup(path, scope)
    for f in filters:
        name, _, arg = f.partition(":")
        if name not in FILTERS:
            raise TemplateError(f"unknown filter {name!r}")
        value = FILTERS[name](value, lookup(arg, scope)) if arg else FILTERS[name](value)
    return "" if value is None else value


def condition(text, scope):
    if text.startswith("not "):
        return not condition(text[4:], scope)
    for word, op in ((" == ", lambda a, b: a == b), (" > ", lambda a, b: a > b), (" in ", lambda a, b: a in b)):
        if word in text:
            a, b = text.split(word)
            return op(expression(a, scope), expression(b, scope))
    return bool(expression(text, scope))


class Template:
    library = {}

    def __init__(self, source):
        self.tokens = [t for t in re.split(r"(\{\{.*?\}\}|\{%.*?%\}\n?|\{#.*?#\}\n?)", source) if t]
        self.at = 0
        self.nodes = self.block(())

    def block(self, closers):
        nodes = []
        while self.at < len(self.tokens):
            tok = self.tokens[self.at]
            self.at += 1
            if tok.startswith("{{"):
                nodes.append(("out", tok[2:-2].strip()))
            elif tok.startswith("{%"):
                word, _, rest = tok.strip()[2:-2].strip().partition(" ")
                if word in closers:
                    return nodes, word, rest
                if word == "for":
                    m = re.fullmatch(r"(\w+) in (.+)", rest)
                    if not m:
                        raise TemplateError(f"bad for: {rest!r}")
                    body, end, _ = self.block(("endfor", "empty"))
                    other = self.block(("endfor",))[0] if end == "empty" else []
                    nodes.append(("for", m[1], m[2], body, other))
                elif word == "if":
                    arms, test = [], rest
                    while True:
                        body, end, more = self.block(("elif", "else", "endif"))
                        arms.append((test, body))
                        if end == "endif":
                            break
                        test = more if end == "elif" else "1"
                    nodes.append(("if", arms))
                elif word == "include":
                    nodes.append(("include", rest.strip('"')))
                else:
                    raise TemplateError(f"unexpected tag {word!r}")
            elif not tok.startswith("{#"):
                nodes.append(("text", tok))
        if closers:
            raise TemplateError(f"missing {closers[0]}")
        return nodes

    def render(self, scope, nodes=None):
        out = []
        for node in self.nodes if nodes is None else nodes:
            match node:
                case "text", t:
                    out.append(t)
                case "out", e:
                    out.append(escape(expression(e, scope)))
                case "include", name:
                    out.append(Template.library[name].render(scope))
                case "for", name, path, body, other:
                    items = expression(path, scope) or []
                    for i, item in zip(count(1), items):
                        out.append(self.render(scope | {name: item, "index": i, "last": i == len(items)}, body))
                    if not items:
                        out.append(self.render(scope, other))
                case "if", arms:
                    for test, body in arms:
                        if condition(test, scope):
                            out.append(self.render(scope, body))
                            break
        return "".join(out)


Template.library["footer"] = Template("-- {{ shop.name | upper }} --\n")
PAGE = """\
{# invoice #}
Dear {{ who | title }},
{% for line in lines %}
{{ index }}. {{ line.qty }} x {{ line.item }} @ {{ line.price | money }}{% if line.qty > 5 %} (bulk){% elif line.note %} [{{ line.note }}]{% else %}.{% endif %}{% if not last %};{% endif %}

{% empty %}
nothing ordered
{% endfor %}
{% if "gift" in tags %}Wrapped as a gift. {% endif %}Tags: {{ tags | reverse | join:" / " }}; html: {{ html }} {{ html | safe }}; missing: [{{ nope.deep.er }}]{{ nope | default:"n/a" }}
{% include "footer" %}
"""
data = {"who": "ms o'neill", "tags": ["gift", "fragile"], "html": "<b>&</b>", "shop": {"name": "pots"},
        "lines": [{"qty": 12, "item": "cup", "price": 1.5}, {"qty": 1, "item": "jug & lid", "price": 1250, "note": "blue"}, {"qty": 2, "item": "tray", "price": 3}]}
page = Template(PAGE)
print(page.render(data))
print(page.render(data | {"who": "sir", "lines": [], "tags": []}))
for bad in ("{% for x %}{% endfor %}", "{% if a %}x", "{% fly %}", "{{ a | nope }}"):
    try:
        print(Template(bad).render({}))
    except TemplateError as e:
        print("TemplateError:", e)
