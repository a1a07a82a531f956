"""Standard-library odds and ends together: shlex, difflib, string, textwrap, sched, graphlib, pprint, reprlib."""
import bisect
import colorsys
import difflib
import fileinput
import graphlib
import hmac
import ipaddress
import os
import pprint
import reprlib
import resource
import sched
import secrets
import shlex
import timeit
import types
import urllib.parse
from collections import namedtuple
from types import MappingProxyType, SimpleNamespace

print(shlex.split("cp 'my file' \"other \\\"one\\\"\" plain\\ space # not comment", comments=False), shlex.join(["a b", "c'd", ""]), shlex.quote("$HOME"))
old, new = "one\ntwo\nthree\nfour\n".splitlines(True), "one\n2\nthree\nfour\nfive\n".splitlines(True)
print("".join(difflib.unified_diff(old, new, "old", "new")), end="")
print("".join(difflib.ndiff(["color\n"], ["colour\n"])), difflib.get_close_matches("appel", ["ape", "apple", "peach"]), round(difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), 3))
g = graphlib.TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}})
g.prepare()
while g.is_active():
    ready = sorted(g.get_ready())
    print(ready, end=" ")
    g.done(*ready)
try:
    list(graphlib.TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())
except graphlib.CycleError as e:
    print(e.args[0], len(e.args[1]))
now, log = [0], []
s = sched.scheduler(lambda: now[0], lambda d: now.__setitem__(0, now[0] + d))
for delay, priority, name in ((5, 1, "late"), (1, 2, "second"), (1, 1, "first"), (3, 1, "cancelled")):
    event = s.enter(delay, priority, lambda n=name: log.append((now[0], n)))
s.cancel(event)
s.run()
print(log)
Row = namedtuple("Row", "id tags")
data = {"rows": [Row(i, {f"tag{j}": list(range(j)) for j in range(3)}) for i in range(3)], "long": "word " * 20, ("tuple", 1): {3, 1, 2}, "ns": SimpleNamespace(a=1, b=[2])}
pprint.pprint(data, width=60, compact=True)
pprint.pp({"z": 1, "a": 2}, sort_dicts=True, depth=1)
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(9)}), pprint.isrecursive(data))
u = urllib.parse.urlsplit("https://example.org:8080/a%20b/c;d?q=1&q=2&e=#frag")
print(u.hostname, u.port, u.path, urllib.parse.parse_qs(u.query, keep_blank_values=True), urllib.parse.unquote(u.path), urllib.parse.urljoin("http://h/a/b", "../c"), urllib.parse.urlencode({"k": "ü &"}), urllib.parse.quote("a/b ü"))
net = ipaddress.ip_network("2001:db8::/126")
print(net.num_addresses, [str(h)[-1] for h in net.hosts()][:3], ipaddress.ip_address("2001:db8::5") in net, net.is_private)
print(hmac.new(b"k", b"message", "sha256").hexdigest()[:10], hmac.compare_digest(b"a", b"a"), len(secrets.token_bytes(8)), secrets.randbelow(1), len(os.urandom(5)), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 1000)
print(timeit.timeit("x + 1", "x = 2", number=1000) > 0, round(colorsys.rgb_to_hsv(0.2, 0.4, 0.4)[0], 3), types.SimpleNamespace(x=1) == SimpleNamespace(x=1), types.new_class("Made", (int,))(5) + 1)
frozen = MappingProxyType({"a": 1})
try:
    frozen["b"] = 2
except TypeError as e:
    print(e)
with open("part1.txt", "w") as f:
    f.write("alpha\nbeta\n")
with open("part2.txt", "w") as f:
    f.write("gamma\n")
for line in fileinput.input(["part1.txt", "part2.txt"]):
    print(fileinput.filename(), fileinput.filelineno(), fileinput.lineno(), line.strip(), fileinput.isfirstline())
with fileinput.input("part1.txt", inplace=True) as f:
    for line in f:
        print(line.upper(), end="")
print(open("part1.txt").read().split(), bisect.insort([1, 3], 2))
os.remove("part1.txt")
os.remove("part2.txt")
