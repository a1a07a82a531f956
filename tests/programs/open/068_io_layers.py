"""The io stack: raw, buffered and text layers, seeking, encodings, newlines, codecs and custom streams."""
import codecs
import io
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "t.txt")
    for newline in (None, "", "\n", "\r\n"):
        with open(path, "w", newline=newline, encoding="utf-8") as f:
            f.write("a\nb\r\nc\r")
        with open(path, "rb") as f:
            raw = f.read()
        with open(path, newline=newline, encoding="utf-8") as f:
            print(repr(newline), raw, f.readlines(), f.newlines)
    for encoding in ("utf-8-sig", "utf-16", "latin-1", "cp1252", "utf-32-be", "ascii"):
        try:
            with open(path, "w", encoding=encoding) as f:
                f.write("é")
            print(encoding, open(path, "rb").read().hex(), open(path, encoding=encoding).read())
        except UnicodeEncodeError as e:
            print(encoding, e.reason)
    with open(path, "w+", encoding="utf-8") as f:
        f.write("héllo wörld\nsecond")
        f.seek(0)
        f.read(3)
        mark = f.tell()
        rest = f.readline()
        f.seek(mark)
        print(repr(rest), f.readline() == rest, f.buffer.raw.name == path, f.buffer.mode, f.line_buffering)
        try:
            f.seek(1, io.SEEK_CUR)
        except io.UnsupportedOperation as e:
            print(e)
    with open(path, "rb", buffering=0) as raw, open(path, "rb", buffering=4) as small:
        buf = bytearray(4)
        print(type(raw).__name__, raw.readinto(buf), bytes(buf), type(small).__name__, small.peek(1)[:2], small.read1(100), small.readall() if hasattr(small, "readall") else small.read()[:5])
    with open(path, "r+b") as f:
        f.seek(2)
        f.write(b"XX")
        f.seek(0, 2)
        print(f.tell(), type(f).__name__)
    with open(path, "ab") as f:
        print(f.tell() > 0, f.write(b"end"), f.readable())
    try:
        open(path, "x")
    except FileExistsError as e:
        print(type(e).__name__)
    fd = os.open(path, os.O_RDONLY)
    print(os.pread(fd, 4, 2), os.fstat(fd).st_size, os.lseek(fd, -3, os.SEEK_END) > 0, os.read(fd, 9))
    with open(fd, "rb", closefd=True) as f:
        print(f.fileno() == fd)
    first, second = open(path, opener=lambda p, flags: os.open(p, flags)), io.open(path, errors="surrogateescape")
    with first, second:
        print(first.mode, second.errors)


class Rot13(io.TextIOBase):
    def __init__(self, target):
        self.target = target

    def write(self, text):
        return self.target.write(codecs.encode(text, "rot13"))


class Zeros(io.RawIOBase):
    def __init__(self, n):
        self.left = n

    def readable(self):
        return True

    def readinto(self, b):
        n = min(len(b), self.left)
        b[:n] = b"0" * n
        self.left -= n
        return n


out = io.StringIO()
print("Hello", "World", file=Rot13(out))
print(repr(out.getvalue()), io.BufferedReader(Zeros(10), 4).read(7), io.TextIOWrapper(io.BufferedReader(Zeros(3))).read())
s = io.StringIO("line one\nline two\n", newline=None)
print(s.readline(), s.tell(), s.read(4), s.seek(0), list(s), s.truncate(4), s.getvalue())
b = io.BytesIO(b"0123456789")
view = b.getbuffer()
view[2:4] = b"xx"
try:
    b.write(b"0123456789abc")
except BufferError as e:
    print(e)
view.release()
print(b.getvalue(), b.read1(3), b.seek(-2, 2), b.read())
decoder = codecs.getincrementaldecoder("utf-8")("replace")
print([decoder.decode(bytes([x])) for x in "é☃".encode()], decoder.decode(b"\xe2\x82", final=True), codecs.lookup("u8").name, codecs.BOM_UTF8)
codecs.register_error("stars", lambda e: ("*" * (e.end - e.start), e.end))
print("naïve ☃".encode("ascii", "stars"), codecs.decode("68656c6c6f", "hex"), codecs.encode(b"hi", "base64"), "a\\tb".encode().decode("unicode_escape"), "über".encode("idna"), "☃".encode("punycode"))
try:
    "x".encode("no-such-codec")
except LookupError as e:
    print(e)
rw = io.BufferedRWPair(io.BytesIO(b"input"), io.BytesIO())
print(rw.read(2), rw.write(b"out"), rw.flush())
wrapper = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
wrapper.write("détail")
raw = wrapper.detach()
print(raw.getvalue())
try:
    wrapper.write("x")
except ValueError as e:
    print(e)
