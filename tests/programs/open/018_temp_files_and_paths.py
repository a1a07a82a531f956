"""Builds a small tree with pathlib in a temporary folder, then searches, links, renames and removes it."""
import os
import stat
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

with tempfile.TemporaryDirectory(prefix="corpus") as name:
    root = Path(name)
    for rel, text in {"a.txt": "alpha\nbeta\n", "src/main.py": "print('hi')\n", "src/lib/util.py": "x = 1\n", "src/lib/ünï.md": "# naïve ☕\n", "docs/.hidden": ""}.items():
        p = root / rel
        p.parent.mkdir(parents=True, exist_ok=True)
        p.write_text(text, encoding="utf-8")
    show = lambda paths: sorted(p.relative_to(root).as_posix() for p in paths)
    print(show(root.iterdir()), show(root.rglob("*.py")), show(root.glob("*/*")), show(root.glob("**/[a-m]*")))
    p = root / "src" / "lib" / "util.py"
    print(p.name, p.stem, p.suffix, p.parent.name, p.relative_to(root).parts, p.with_suffix(".bak").name, p.is_file(), p.parent.is_dir(), (root / "none").exists())
    print((root / "a.txt").read_text().split(), (root / "a.txt").stat().st_size, (root / "src/lib/ünï.md").read_bytes())
    with (root / "a.txt").open("r+") as f:
        f.seek(6)
        f.write("BETA")
        f.seek(0, os.SEEK_END)
        print("size by tell:", f.tell())
        f.truncate(8)
    print((root / "a.txt").read_text())
    link = root / "link"
    link.symlink_to("a.txt")
    os.link(root / "a.txt", root / "hard")
    print(link.is_symlink(), os.readlink(link), link.read_text() == (root / "hard").read_text(), (root / "a.txt").stat().st_nlink, link.resolve() == (root / "a.txt").resolve())
    (root / "a.txt").rename(root / "docs" / "moved.txt")
    print(show(root.glob("*")), link.exists(), os.path.lexists(link))
    p.chmod(0o640)
    print(stat.filemode(p.stat().st_mode), oct(p.stat().st_mode & 0o777), p.samefile(root / "src/../src/lib/util.py"))
    os.utime(p, (1_000_000_000, 1_000_000_000))
    print(int(p.stat().st_mtime), os.path.getmtime(p) == 1e9)
    for action in (lambda: (root / "src").rmdir(), lambda: (root / "nope").read_text(), lambda: (root / "src").mkdir(), lambda: (root / "src").unlink(), lambda: (root / "hard" / "x").exists() or (root / "hard" / "x").read_bytes()):
        try:
            action()
        except OSError as e:
            print(type(e).__name__, e.strerror)
    with tempfile.NamedTemporaryFile("w+", dir=root, suffix=".tmp") as f:
        print("temporary:", Path(f.name).suffix, f.write("x" * 10), len(list(root.glob("*.tmp"))))
    print("gone:", list(root.glob("*.tmp")))
    with tempfile.TemporaryFile() as f, tempfile.SpooledTemporaryFile(max_size=20) as s:
        f.write(b"anonymous")
        f.seek(-4, 2)
        s.write(b"y" * 30)
        s.seek(0)
        print(f.read(), len(s.read()))
    fd, path = tempfile.mkstemp(dir=root)
    os.write(fd, b"low level")
    os.lseek(fd, 4, os.SEEK_SET)
    print(os.read(fd, 10), os.fstat(fd).st_size, stat.S_IMODE(os.stat(path).st_mode) == 0o600)
    os.close(fd)
print("removed:", not root.exists())
print(PurePosixPath("/a/./b/../c"), PurePosixPath("a/b") / "/c", PureWindowsPath(r"c:\x\y.txt").drive, PurePosixPath("x/y/z").is_relative_to("x"), PurePosixPath("a.tar.gz").suffixes, PurePosixPath("a/b.py").match("*.py"))
