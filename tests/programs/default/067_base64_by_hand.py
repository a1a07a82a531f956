"""Base64, base32, hex dump and run-length encoders by hand, compared with the library."""
import base64
import string

ALPHABET64 = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
ALPHABET32 = string.ascii_uppercase + "234567"


def encode(data, alphabet, bits, group):
    value = int.from_bytes(data, "big")
    total = len(data) * 8
    pad = -total % bits
    value <<= pad
    n = (total + pad) // bits
    text = "".join(alphabet[value >> bits * i & (1 << bits) - 1] for i in reversed(range(n)))
    return text + "=" * (-len(text) % group)


def decode(text, alphabet, bits):
    body = text.rstrip("=")
    value = 0
    for ch in body:
        if ch not in alphabet:
            raise ValueError(f"{ch!r} is not in the alphabet")
        value = value << bits | alphabet.index(ch)
    extra = len(body) * bits % 8
    return (value >> extra).to_bytes(len(body) * bits // 8, "big")


def hexdump(data, width=8):
    for at in range(0, len(data), width):
        row = data[at:at + width]
        shown = "".join(chr(b) if 32 <= b < 127 else "·" for b in row)
        yield f"{at:04x}  {row.hex(':'):<{width * 3}} |{shown}|"


SAMPLES = [b"", b"f", b"fo", b"foo", b"foobar", "naïve ☕".encode(), bytes(range(250, 256))]
for data in SAMPLES:
    b64, b32 = encode(data, ALPHABET64, 6, 4), encode(data, ALPHABET32, 5, 8)
    same = b64.encode() == base64.b64encode(data) and b32.encode() == base64.b32encode(data)
    back = decode(b64, ALPHABET64, 6) == data == decode(b32, ALPHABET32, 5)
    print(f"{data!r:32} {b64:18} {b32:24} {same} {back}")
print(*hexdump("Zażółć gęślą jaźń\n".encode()), sep="\n")
print(base64.urlsafe_b64encode(b"\xfb\xff\xfe"), base64.b85encode(b"hello"), base64.a85encode(b"hello"), base64.b16encode(b"hi\n"))
print(base64.b64decode("aGk="), base64.b64decode("a G\nk=", validate=False), base64.b32decode("mzxw6===", casefold=True))
print(base64.encodebytes(b"line " * 20).decode(), end="")
for bad in (lambda: base64.b64decode("abc"), lambda: base64.b64decode("a?==", validate=True), lambda: base64.b16decode("xyz"), lambda: decode("?", ALPHABET64, 6),
            lambda: bytes.fromhex("0g"), lambda: b"\xff\xfe".decode()):
    try:
        bad()
    except ValueError as e:
        print(type(e).__name__ + ":", e)
table = bytes.maketrans(b"abc", b"xyz")
print(b"aabbcc".translate(table, b"b"), bytearray(b"abc").hex(), b"%d|%5s|%x" % (7, b"ab", 255), b"a,b".split(b","), list(b"AZ"))
