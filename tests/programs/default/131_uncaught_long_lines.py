"""Statistics over a ragged table that fail deep inside a comprehension spread over several lines."""
from collections import defaultdict
from statistics import mean

TABLE = """\
site   | jan  feb  mar
hill   | 3.1  2.7  4.0
marsh  | 8.8  x    9.1
""".splitlines()

header, *rows = TABLE
months = header.split("|")[1].split()
data = defaultdict(dict)
for row in rows:
    site, _, cells = row.partition("|")
    data[site.strip()].update(zip(months, cells.split()))

print("months:", *months)
print("hill mean:", round(mean(float(v) for v in data["hill"].values()), 3))
summary = {
    site: round(
        mean(
            float(value)
            for value in cells.values()
        ),
        3,
    )
    for site, cells in data.items()
}
print(summary)
