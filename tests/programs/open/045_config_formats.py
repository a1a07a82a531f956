"""configparser and tomllib: interpolation, types, defaults, round trips, overrides and error messages."""
import configparser
import io
import tomllib
from datetime import date

INI = """
[DEFAULT]
home = /srv/%(name)s
name = base
[web]
name = web
port: 8080
log = %(home)s/log
debug = yes
ratio = 0.5
hosts =
    alpha
    beta
; comment
# comment
empty
"""
c = configparser.ConfigParser(allow_no_value=True)
c.read_string(INI)
w = c["web"]
print(c.sections(), dict(w), w.getint("port"), w.getboolean("debug"), w.getfloat("ratio"), w["hosts"].split(), w.get("none", "fallback"), "port" in w, c.has_option("web", "home"))
c["new"] = {"x": 1, "Y": "100%%"}
c.set("web", "extra", "v")
c.remove_option("web", "ratio")
out = io.StringIO()
c.write(out)
print(out.getvalue())
e = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), converters={"list": lambda v: [i.strip() for i in v.split(",")]})
e.optionxform = str
e.read_dict({"paths": {"Root": "/r", "sub": "${Root}/s"}, "use": {"p": "${paths:sub}/u", "l": "a, b ,c"}})
print(e["use"]["p"], e["use"].getlist("l"), list(e["paths"]), e.get("use", "p", raw=True), e.get("use", "p", vars={"p": "override"}))
for text in ("[a]\nx=1\nx=2", "[a]\n[a]", "x=1", "[a]\nnovalue", "[a]\nx=%(missing)s", "[a]\nx=%(x)s", "[a]\nx=%z"):
    try:
        p = configparser.ConfigParser()
        p.read_string(text)
        print(p["a"]["x"])
    except configparser.Error as err:
        print(type(err).__name__, "|", str(err).splitlines()[0])
for lookup in (lambda: c["nope"], lambda: c.get("web", "nope"), lambda: w.getint("name"), lambda: w.getboolean("name")):
    try:
        lookup()
    except (KeyError, ValueError, configparser.Error) as err:
        print(type(err).__name__, err)
TOML = '''
title = "demo"
when = 2024-02-29
stamp = 2024-02-29T10:00:00+01:00
numbers = [1, 0xff, 1_000, 1e3, -inf, 0b11]
multi = """
line one \\
  joined
line two"""
raw = 'C:\\x'
[owner]
name = "Zoë"
[owner.address]
street."house no" = 5
[[fruit]]
kind = "apple"
inline = { red = true, size = [1, 2] }
[[fruit]]
kind = "pear"
'''
t = tomllib.loads(TOML)
print(t)
print(t["when"] == date(2024, 2, 29), t["stamp"].utcoffset(), t["fruit"][0]["inline"]["size"][1], repr(t["multi"]))
for bad in ("a = ", "a = 1\na = 2", "[t]\n[t]", "x = 'open", "= 1", "a = 2024-13-01", "[a.b]\n[a]\nb = 1"):
    try:
        tomllib.loads(bad)
    except tomllib.TOMLDecodeError as err:
        print("TOML:", err)
