"""SQLite in files: persistence, locking between connections, backup, dump, attach and blobs."""
import os
import sqlite3
import tempfile
import threading

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "notes.db")
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE note(id INTEGER PRIMARY KEY, body TEXT, stamp TEXT DEFAULT '2024-01-01', data BLOB)")
        db.executemany("INSERT INTO note(body, data) VALUES(?, ?)", [(f"note {i} ☃", bytes([i]) * i) for i in range(1, 6)])
    db.close()
    print("files:", sorted(os.listdir(folder)), "pages:", os.path.getsize(path) % 4096 == 0)
    a, b = sqlite3.connect(path, timeout=0.05), sqlite3.connect(path, timeout=0.05)
    a.execute("BEGIN IMMEDIATE")
    a.execute("UPDATE note SET body = 'changed' WHERE id = 1")
    print("b still sees:", b.execute("SELECT body FROM note WHERE id = 1").fetchone()[0])
    try:
        b.execute("UPDATE note SET body = 'mine' WHERE id = 1")
    except sqlite3.OperationalError as e:
        print("b:", e)
    b.rollback()
    a.commit()
    print("b now sees:", b.execute("SELECT body FROM note WHERE id = 1").fetchone()[0])
    mode = a.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    reader = b.execute("SELECT count(*) FROM note")
    a.execute("INSERT INTO note(body) VALUES('while reading')")
    a.commit()
    print("journal:", mode, reader.fetchone()[0], b.execute("SELECT count(*) FROM note").fetchone()[0])
    copy = sqlite3.connect(":memory:")
    steps = []
    a.backup(copy, pages=1, progress=lambda status, left, total: steps.append(left))
    print("backup:", copy.execute("SELECT count(*), max(id) FROM note").fetchone(), steps[-1], len(steps) >= 1)
    print(*list(copy.iterdump())[:4], sep="\n")
    with copy.blobopen("note", "data", 3) as blob:
        print("blob:", blob.read(), len(blob))
        blob.seek(0)
        blob.write(b"abc")
    print(copy.execute("SELECT data FROM note WHERE id = 3").fetchone())
    a.execute("ATTACH ? AS other", (os.path.join(folder, "other.db"),))
    a.execute("CREATE TABLE other.log AS SELECT id, length(body) AS n FROM note")
    a.commit()
    print("attached:", a.execute("SELECT sum(n) FROM other.log").fetchone(), [r[1] for r in a.execute("PRAGMA database_list")])
    problems = []

    def other_thread():
        try:
            a.execute("SELECT 1")
        except sqlite3.ProgrammingError as e:
            problems.append(str(e).split(".")[0][:52])

    t = threading.Thread(target=other_thread)
    t.start()
    t.join()
    print(problems)
    shared = sqlite3.connect(path, check_same_thread=False)
    counts = []
    ts = [threading.Thread(target=lambda: counts.append(shared.execute("SELECT count(*) FROM note").fetchone()[0])) for _ in range(3)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    print(counts)
    for c in (a, b, copy, shared):
        c.close()
    ro = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        ro.execute("DELETE FROM note")
    except sqlite3.OperationalError as e:
        print(e)
    ro.close()
print("folder removed:", not os.path.exists(folder))
