"""A URL router: typed path parameters, query parsing, percent coding, middleware and reverse lookup."""
import re
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Callable

SAFE = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def quote(text):
    return "".join(ch if ch in SAFE else "".join(f"%{b:02X}" for b in ch.encode()) for ch in text)


def unquote(text):
    raw = bytearray()
    i = 0
    while i < len(text):
        if text[i] == "%" and re.fullmatch("[0-9a-fA-F]{2}", text[i + 1:i + 3]):
            raw.append(int(text[i + 1:i + 3], 16))
            i += 3
        else:
            raw += (" " if text[i] == "+" else text[i]).encode()
            i += 1
    return raw.decode("utf-8", "replace")


def parse_query(q):
    out: dict[str, list[str]] = {}
    for part in filter(None, q.split("&")):
        k, _, v = part.partition("=")
        out.setdefault(unquote(k), []).append(unquote(v))
    return out


@dataclass
class Request:
    method: str
    path: str
    query: dict = field(default_factory=dict)
    user: str | None = None
    params: dict[str, Any] = field(default_factory=dict)


@dataclass
class Response:
    status: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class Router:
    CONVERTERS = {"int": (r"\d+", int), "str": (r"[^/]+", unquote), "path": (r".+", unquote), "slug": (r"[a-z0-9]+(?:-[a-z0-9]+)*", str)}

    def __init__(self):
        self.routes, self.middleware = [], []

    def route(self, pattern, methods=("GET",), name=None):
        converters = {}

        def part(m):
            kind, key = m[1] or "str", m[2]
            converters[key] = self.CONVERTERS[kind][1]
            return f"(?P<{key}>{self.CONVERTERS[kind][0]})"
        regex = re.compile(re.sub(r"<(?:(\w+):)?(\w+)>", part, pattern))

        def outer(f):
            self.routes.append((regex, pattern, methods, converters, f, name or f.__name__))
            return f
        return outer

    def use(self, f: Callable):
        self.middleware.append(f)
        return f

    def reverse(self, name, **params):
        for _, pattern, *_, n in self.routes:
            if n == name:
                return re.sub(r"<(?:\w+:)?(\w+)>", lambda m: quote(str(params[m[1]])), pattern)
        raise LookupError(name)

    def dispatch(self, request):
        allowed = []
        for regex, _, methods, converters, f, _ in self.routes:
            if m := regex.fullmatch(request.path):
                if request.method in methods:
                    request.params = {k: converters[k](v) for k, v in m.groupdict().items()}
                    return f(request, **request.params)
                allowed += methods
        return Response(405, headers={"Allow": ", ".join(allowed)}) if allowed else Response(404, f"no {request.path}")

    def __call__(self, line, user=None):
        method, target = line.split()
        path, _, query = target.partition("?")
        handler = reduce(lambda nxt, m: lambda r: m(r, nxt), reversed(self.middleware), self.dispatch)
        return handler(Request(method, path, parse_query(query), user))


app = Router()
seen = []


@app.use
def log(request, following):
    response = following(request)
    seen.append(f"{request.method} {request.path} -> {response.status}")
    return response


@app.use
def guard(request, following):
    if request.path.startswith("/admin") and request.user != "root":
        return Response(403, "keep out")
    try:
        return following(request)
    except (ValueError, ZeroDivisionError) as e:
        return Response(500, f"{type(e).__name__}: {e}")


@app.route("/")
def home(r):
    return Response(200, "home " + str(r.query))


@app.route("/item/<int:key>", ("GET", "DELETE"), name="item")
def item(r, key):
    return Response(200, f"{r.method.lower()} item {key + 1}")


@app.route("/<str:a>/over/<int:b>")
def divide(r, a, b):
    return Response(200, str(int(a) / b))


@app.route("/files/<path:rest>")
def files(r, rest):
    return Response(200, repr(rest))


@app.route("/admin/<slug:page>")
def admin(r, page):
    return Response(200, "admin " + page)


for line, user in (("GET /", None), ("GET /?q=a+b%26c&q=2&empty&x=%E2%98%83", None), ("GET /item/41", None), ("POST /item/41", None), ("GET /item/x", None), ("GET /9/over/2", None),
                   ("GET /9/over/0", None), ("GET /zz/over/1", None), ("GET /files/a/b%20c/%ff.txt", None), ("GET /admin/front-page", None), ("GET /admin/front-page", "root"), ("GET /admin/Bad_Slug", "root")):
    r = app(line, user)
    print(f"{line:44} {r.status} {r.body} {r.headers or ''}".rstrip())
print(app.reverse("item", key=7), app.reverse("files", rest="é/ü x"), app.reverse("divide", a="1/2", b=3))
print(len(seen), seen[-1], unquote(quote("100% ☕ & more")) == "100% ☕ & more", quote("a b/ç"), unquote("%zz%41"))
try:
    app.reverse("nope")
except LookupError as e:
    print("LookupError", e)
