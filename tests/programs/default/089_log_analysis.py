"""Parses a web-style log with regular expressions and reports errors, latencies and sessions."""
import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from statistics import median, quantiles

LOG = """\
2024-06-01T09:00:01Z INFO  web[3]: GET /index 200 12ms user=kim
2024-06-01T09:00:02Z INFO  web[3]: GET /style.css 200 3ms user=kim
2024-06-01T09:00:09Z WARN  db[1]: slow query 812ms table=orders
2024-06-01T09:00:10Z INFO  web[4]: POST /order 500 830ms user=lee
2024-06-01T09:00:10Z ERROR web[4]: KeyError: 'basket'
    at checkout (line 88)
    at dispatch (line 12)
garbage line here
2024-06-01T09:01:30Z INFO  web[3]: GET /order?id=17&x=%20y 404 9ms user=lee
2024-06-01T09:15:00Z INFO  web[5]: GET /index 200 15ms user=ann
2024-06-01T09:45:59Z INFO  web[3]: GET /index 304 2ms user=kim
2024-06-01T09:46:20Z ERROR db[1]: connection lost (attempt 1)
2024-06-01T09:46:25Z ERROR db[1]: connection lost (attempt 2)
2024-06-01T09:46:31Z INFO  db[1]: connected
2024-06-01T10:02:00Z INFO  web[5]: PUT /profile 200 41ms user=ann
"""
LINE = re.compile(r"(?P<time>\S+Z)\s+(?P<level>[A-Z]+)\s+(?P<source>\w+)\[(?P<worker>\d+)\]:\s(?P<text>.*)")
REQUEST = re.compile(r"(?P<method>GET|POST|PUT|DELETE)\s(?P<path>[^\s?]+)(?:\?(?P<query>\S+))?\s(?P<status>\d{3})\s(?P<ms>\d+)ms(?:\suser=(?P<user>\w+))?$")


def parse(text):
    entry = None
    for number, line in enumerate(text.splitlines(), 1):
        if m := LINE.match(line):
            if entry:
                yield entry
            entry = m.groupdict() | {"n": number, "trace": []}
            entry["time"] = datetime.fromisoformat(entry["time"])
        elif line.startswith("    ") and entry:
            entry["trace"].append(line.strip())
        else:
            print(f"line {number} ignored: {line!r}")
    if entry:
        yield entry


def decode(query):
    pairs = (p.partition("=") for p in query.split("&"))
    return {k: re.sub(r"%([0-9a-fA-F]{2})", lambda m: chr(int(m[1], 16)), v) for k, _, v in pairs}


entries = list(parse(LOG))
print(len(entries), "entries:", dict(Counter(e["level"] for e in entries)))
requests = [e | m.groupdict() for e in entries if (m := REQUEST.match(e["text"]))]
latencies = [int(r["ms"]) for r in requests]
print("latency median", median(latencies), "p90", round(quantiles(latencies, n=10)[-1], 1), "max", max(latencies))
by_class = defaultdict(list)
for r in requests:
    by_class[r["status"][0] + "xx"].append(f"{r['method']} {r['path']}")
for k, v in sorted(by_class.items()):
    print(f"  {k}: {v}")
print("queries:", [decode(r["query"]) for r in requests if r["query"]])
sessions = defaultdict(list)
for r in requests:
    s = sessions[r["user"]]
    if not s or r["time"] - s[-1][-1] > timedelta(minutes=30):
        s.append([])
    s[-1].append(r["time"])
for user, s in sorted(sessions.items()):
    print(f"  {user}: {len(s)} sessions, {[str(x[-1] - x[0]) for x in s]}")
for e in entries:
    if e["trace"]:
        print("trace after line", e["n"], "->", " < ".join(re.findall(r"at (\w+)", " ".join(e["trace"]))))
print("templates:", Counter(re.sub(r"\d+", "#", e["text"]) for e in entries if e["source"] == "db").most_common())
busy = Counter(e["time"].replace(minute=e["time"].minute // 15 * 15, second=0) for e in entries)
for t, n in sorted(busy.items()):
    print(f"{t:%H:%M} {'*' * n}")
