"""csv: readers, writers, dialects, sniffing, quoting modes, dictionaries, embedded newlines and errors."""
import csv
import io
from collections import Counter

TEXT = 'id,name,notes\r\n1,"Smith, Ann","said ""hi"""\r\n2,Bo,"two\nlines"\r\n3,Çelik,\r\n\r\n4,"",x,extra\r\n5\r\n'
for row in csv.reader(io.StringIO(TEXT, newline="")):
    print(len(row), row)
for row in csv.DictReader(io.StringIO(TEXT, newline=""), restkey="more", restval="?"):
    print(dict(row))


class Pipes(csv.Dialect):
    delimiter, quotechar, escapechar, doublequote, lineterminator, quoting = "|", "'", "\\", False, "\n", csv.QUOTE_MINIMAL


csv.register_dialect("pipes", Pipes)
rows = [["a", "b|c", "it's"], [1, 2.5, None], ["", " spaced ", "back\\slash"], [True, "new\nline", 'q"q']]
for options in ({"dialect": "pipes"}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"delimiter": "\t"}, {"quoting": csv.QUOTE_NONE, "escapechar": "^"}, {"dialect": "unix"}):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    print(repr(out.getvalue()))
out = io.StringIO()
writer = csv.DictWriter(out, ["x", "y"], extrasaction="ignore", restval="-")
writer.writeheader()
writer.writerows([{"x": 1, "y": 2}, {"y": 5, "z": 9}])
print(out.getvalue().splitlines(), csv.list_dialects())
back = list(csv.reader(io.StringIO("'it\\'s'|b\\|c\n"), "pipes"))
print(back, list(csv.reader(["1,2.5,\"x\""], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a, b,  c"], skipinitialspace=True)))
sample = "name;size;ok\nx;1,5;yes\ny;2,5;no\n"
d = csv.Sniffer().sniff(sample)
print("sniffed:", d.delimiter, csv.Sniffer().has_header(sample), Counter(r["ok"] for r in csv.DictReader(sample.splitlines(), dialect=d)))
for bad in (lambda: list(csv.reader(['a,"b"c'], strict=True)), lambda: list(csv.reader(["x\0y", "z" * 20])), lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: csv.DictWriter(io.StringIO(), ["a"]).writerow({"b": 1}), lambda: csv.reader("x", delimiter="ab"), lambda: csv.get_dialect("none"), lambda: csv.Sniffer().sniff("")):
    try:
        print(bad())
    except (csv.Error, ValueError, TypeError) as e:
        print(type(e).__name__, e)
old = csv.field_size_limit(10)
try:
    list(csv.reader(["short,much too long a field"]))
except csv.Error as e:
    print(e)
r = csv.reader(["a,b", "c,d"])
next(r)
print(r.line_num, next(r), r.line_num, csv.field_size_limit(old))
