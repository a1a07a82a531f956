"""An in-memory SQLite shop: joins, windows, custom functions, aggregates, transactions and errors."""
import sqlite3
from decimal import Decimal

sqlite3.register_adapter(Decimal, str)
sqlite3.register_converter("money", lambda b: Decimal(b.decode()))
db = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
db.row_factory = sqlite3.Row
db.executescript("""
PRAGMA foreign_keys = ON;
CREATE TABLE maker(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, town TEXT);
CREATE TABLE item(id INTEGER PRIMARY KEY, maker INTEGER REFERENCES maker ON DELETE CASCADE, name TEXT, price money CHECK(price > 0), sold INTEGER DEFAULT 0);
CREATE INDEX by_maker ON item(maker);
CREATE VIEW value AS SELECT i.name, m.name AS maker, i.price * i.sold AS taken FROM item i JOIN maker m ON m.id = i.maker;
""")
with db:
    db.executemany("INSERT INTO maker(name, town) VALUES(?, ?)", [("Oak", "Bergen"), ("Pine", "Tromsø"), ("Elm", None)])
    db.executemany("INSERT INTO item(maker, name, price, sold) VALUES(:m, :n, :p, :s)", [
        {"m": 1, "n": "chair", "p": Decimal("45.50"), "s": 12}, {"m": 1, "n": "table", "p": Decimal("120"), "s": 3},
        {"m": 2, "n": "stool", "p": Decimal("19.99"), "s": 30}, {"m": 2, "n": "shelf", "p": Decimal("33.25"), "s": 0}])
for row in db.execute("SELECT m.name, count(i.id) AS n, round(coalesce(sum(i.price * i.sold), 0), 2) AS total FROM maker m LEFT JOIN item i ON i.maker = m.id GROUP BY m.id ORDER BY total DESC"):
    print(tuple(row), row["n"], row.keys())
print([tuple(r) for r in db.execute("SELECT name, rank() OVER (ORDER BY sold DESC) r, sum(sold) OVER (ORDER BY id) FROM item ORDER BY r")])
print(db.execute("SELECT price FROM item WHERE name = ?", ("chair",)).fetchone()[0].__class__.__name__)


class Median:
    def __init__(self):
        self.values = []

    def step(self, v):
        self.values.append(float(v))

    def finalize(self):
        v = sorted(self.values)
        return (v[(len(v) - 1) // 2] + v[len(v) // 2]) / 2


db.create_function("shout", 1, lambda s: s.upper() + "!", deterministic=True)
db.create_aggregate("median", 1, Median)
db.create_collation("backwards", lambda a, b: (a[::-1] > b[::-1]) - (a[::-1] < b[::-1]))
print([r[0] for r in db.execute("SELECT shout(name) FROM item ORDER BY name COLLATE backwards")], db.execute("SELECT median(price) FROM item").fetchone()[0])
print([tuple(r) for r in db.execute("WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f LIMIT 10) SELECT a FROM f")][-3:])
for sql in ("INSERT INTO maker(name) VALUES('Oak')", "INSERT INTO item(maker, name, price) VALUES(99, 'x', 1)", "INSERT INTO item(maker, name, price) VALUES(1, 'x', -1)", "SELEC 1", "SELECT * FROM nowhere", "SELECT ?"):
    try:
        db.execute(sql)
    except sqlite3.Error as e:
        print(type(e).__name__, e)
try:
    with db:
        db.execute("UPDATE item SET sold = sold + 100")
        raise RuntimeError("change of mind")
except RuntimeError as e:
    print("rolled back after", e, "->", db.execute("SELECT sum(sold) FROM item").fetchone()[0], db.in_transaction)
cur = db.execute("DELETE FROM maker WHERE name = 'Pine'")
print("deleted", cur.rowcount, "items left", [r["name"] for r in db.execute("SELECT name FROM item ORDER BY id")], [d[0] for d in db.execute("SELECT * FROM value").description])
db.execute("SAVEPOINT s")
db.execute("DELETE FROM item")
db.execute("ROLLBACK TO s")
db.commit()
print(db.execute("SELECT json_extract('{\"a\": [1, 2, {\"b\": 5}]}', '$.a[2].b')").fetchone()[0], db.total_changes > 5, db.execute("SELECT typeof(x'00ff'), typeof(1.5), typeof(NULL), 7 / 2, 'a' || 1, 'ABC' LIKE 'a%'").fetchone()[:])
db.set_trace_callback(lambda s: print("trace:", s))
db.execute("SELECT 1 + ?", (41,)).fetchone()
db.close()
try:
    db.execute("SELECT 1")
except sqlite3.ProgrammingError as e:
    print(e)
