"""Name-based UUIDs: versions 3 and 5 rebuilt from hashes, field access and a tree of ids."""
import hashlib
import uuid


def rebuilt(namespace, name, version):
    algorithm = {3: "md5", 5: "sha1"}[version]
    digest = bytearray(hashlib.new(algorithm, namespace.bytes + name.encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | version << 4
    digest[8] = digest[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(digest))


def letters(u):
    """Only the letters and dashes, which is enough to compare by eye."""
    return "".join(c if c.isalpha() or c == "-" else "." for c in str(u))


ROOT = uuid.uuid5(uuid.NAMESPACE_DNS, "example.org")
for name in ("alpha", "beta", "übermut", ""):
    u3, u5 = uuid.uuid3(ROOT, name), uuid.uuid5(ROOT, name)
    print(f"{name!r:10} {letters(u5)} v{u5.version} {u5.variant == uuid.RFC_4122}")
    assert u3 == rebuilt(ROOT, name, 3) and u5 == rebuilt(ROOT, name, 5)

TREE = {"animals": {"cat": {}, "dog": {"puppy": {}}}, "plants": {"oak": {}}}


def walk(tree, parent=ROOT, depth=0):
    for name, below in tree.items():
        me = uuid.uuid5(parent, name)
        yield depth, name, me
        yield from walk(below, me, depth + 1)


ids = list(walk(TREE))
for depth, name, u in ids:
    print(f"{'  ' * depth}{name:<{12 - 2 * depth}} {u.hex[:8]}")
print("unique:", len({u for *_, u in ids}) == len(ids), "stable:", ids == list(walk(TREE)))
print("sorted by int:", [name for _, name, u in sorted(ids, key=lambda t: t[2].int)])
u = uuid.UUID("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}")
print(u == uuid.NAMESPACE_DNS, u.version, u.time_low == 0x6BA7B810, f"{u.clock_seq:x}", u.node.bit_length(), len(u.bytes_le), u.urn[:13])
print(uuid.UUID(int=1) < uuid.UUID(int=2), uuid.UUID(int=0).hex.count("0"), uuid.UUID(fields=(1, 2, 3, 4, 5, 6)).fields)
a, b = uuid.uuid4(), uuid.uuid4()
print("random ones differ:", a != b, "version", a.version, "length", len(str(a)))
for bad in ("not-a-uuid", "1234", "g" * 32):
    try:
        uuid.UUID(bad)
    except ValueError as e:
        print(f"{bad[:10]!r}: {e}")
try:
    uuid.UUID(int=1 << 128)
except ValueError as e:
    print(e)
ids[0]
