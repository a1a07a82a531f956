"""zip, tar, gzip, bz2, lzma and zlib round trips in memory and on disk, with damage detection."""
import bz2
import gzip
import io
import lzma
import os
import tarfile
import tempfile
import zipfile
import zlib

TEXT = ("the quick brown fox jumps over the lazy dog\n" * 200).encode() + bytes(range(256))
for name, module in (("zlib", zlib), ("gzip", gzip), ("bz2", bz2), ("lzma", lzma)):
    packed = module.compress(TEXT)
    print(f"{name:5} smaller: {len(packed) < len(TEXT) // 10} back: {module.decompress(packed) == TEXT} magic: {packed[:2].hex()}")
    damaged = packed[:len(packed) // 2] + b"\x00\x55" + packed[len(packed) // 2 + 2:]
    try:
        module.decompress(damaged)
        print("      damage unnoticed")
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError) as e:
        print("      damaged:", type(e).__name__)
    try:
        module.decompress(packed[:-5])
        print("      truncation unnoticed")
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError) as e:
        print("      truncated:", type(e).__name__)
c, d = zlib.compressobj(9, wbits=-15), zlib.decompressobj(-15)
stream = b"".join(c.compress(TEXT[i:i + 100]) for i in range(0, len(TEXT), 100)) + c.flush()
print("stream:", d.decompress(stream, 50)[:9], len(d.unconsumed_tail) > 0, d.eof, f"{zlib.crc32(b'abc'):08x} {zlib.adler32(b'abc'):08x}", gzip.compress(b"x", mtime=0)[:3].hex())
multi = gzip.compress(b"one ", mtime=0) + gzip.compress(b"two", mtime=0)
print(gzip.decompress(multi), bz2.decompress(bz2.compress(b"a") + bz2.compress(b"b")), lzma.decompress(lzma.compress(b"raw", format=lzma.FORMAT_ALONE)))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(zipfile.ZipInfo("docs/readme.txt", (2024, 1, 2, 3, 4, 6)), TEXT)
        z.writestr("ünï.txt", "naïve", compress_type=zipfile.ZIP_LZMA)
        with z.open("streamed.bin", "w") as f:
            f.write(b"\x00" * 5000)
        z.comment = b"made by a test"
    with zipfile.ZipFile(path) as z:
        print(z.namelist(), z.testzip(), z.comment, [(i.file_size, i.is_dir(), i.date_time[:3]) for i in z.infolist()][:1], z.read("ünï.txt").decode())
        with z.open("docs/readme.txt") as f:
            print(f.readline(), f.seek(-3, 2), f.read())
        z.extractall(folder)
        try:
            z.read("missing")
        except KeyError as e:
            print(e)
    print(sorted(os.listdir(folder)), zipfile.is_zipfile(path), zipfile.is_zipfile(__file__))
    for mode in ("gz", "bz2", "xz"):
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode=f"w:{mode}") as t:
            info = tarfile.TarInfo("dir/file.txt")
            info.size, info.mode, info.mtime = len(TEXT), 0o640, 1_000_000_000
            t.addfile(info, io.BytesIO(TEXT))
            link = tarfile.TarInfo("link")
            link.type, link.linkname = tarfile.SYMTYPE, "dir/file.txt"
            t.addfile(link)
        buffer.seek(0)
        with tarfile.open(fileobj=buffer) as t:
            print(mode, t.getnames(), [oct(m.mode) for m in t.getmembers()][0], t.extractfile("link").read() == TEXT, t.getmember("link").issym())
    try:
        tarfile.open(__file__)
    except tarfile.ReadError as e:
        print("ReadError:", str(e).splitlines()[0])
    with gzip.open(os.path.join(folder, "t.gz"), "wt", encoding="utf-8") as f:
        print("línea", file=f)
    with gzip.open(os.path.join(folder, "t.gz"), "rt", encoding="utf-8") as f:
        print(f.read().strip())
    with lzma.open(os.path.join(folder, "t.xz"), "wb", preset=1) as f:
        f.write(TEXT)
    with lzma.open(os.path.join(folder, "t.xz")) as f:
        print(sum(1 for _ in f), os.path.getsize(os.path.join(folder, "t.xz")) < 1000)
