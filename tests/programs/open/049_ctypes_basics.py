"""ctypes without callbacks: sizes, structures, unions, arrays, pointers, and libc functions by CDLL(None)."""
import ctypes
from ctypes import POINTER, Structure, Union, byref, c_char, c_char_p, c_double, c_int, c_long, c_size_t, c_ubyte, c_uint16, c_uint32, c_void_p, create_string_buffer, pointer, sizeof

libc = ctypes.CDLL(None, use_errno=True)
libc.strlen.argtypes, libc.strlen.restype = [c_char_p], c_size_t
libc.atof.argtypes, libc.atof.restype = [c_char_p], c_double
print(libc.strlen(b"hello"), libc.strlen("naïve".encode()), libc.abs(-5), libc.atof(b"2.5e3"), libc.toupper(ord("q")) == ord("Q"))
print([sizeof(t) for t in (c_char, c_int, c_long, c_double, c_void_p, c_uint16, ctypes.c_wchar, ctypes.c_longlong)])


class Header(Structure):
    _fields_ = [("kind", c_ubyte), ("flags", c_uint16), ("size", c_uint32)]


class Packed(Structure):
    _pack_ = 1
    _fields_ = Header._fields_


class Net(ctypes.BigEndianStructure):
    _fields_ = [("a", c_uint16), ("b", c_uint32)]


class Bits(Structure):
    _fields_ = [("low", c_uint32, 4), ("mid", c_uint32, 10), ("high", c_uint32, 18)]


class Either(Union):
    _fields_ = [("f", ctypes.c_float), ("i", c_uint32), ("b", c_ubyte * 4)]


class Node(Structure):
    pass


Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
print(sizeof(Header), sizeof(Packed), Header.size.offset, Packed.size.offset, list(bytes(Packed(1, 2, 3))), list(bytes(Net(1, 2))))
b = Bits(low=15, mid=513)
b.high = 1
print(list(bytes(b)), b.low, b.mid, Either(f=1.0).i >> 16, list(Either(i=0x01020304).b), Header.from_buffer_copy(b"\x07\0\x01\x02\x03\0\0\0").size)
nodes = [Node(i * i) for i in range(4)]
for x, y in zip(nodes, nodes[1:]):
    x.next = pointer(y)
n, seen = nodes[0], []
while True:
    seen.append(n.value)
    if not n.next:
        break
    n = n.next.contents
print(seen, bool(nodes[-1].next))
buf = create_string_buffer(b"abc", 8)
print(buf.raw, buf.value, len(buf))
libc.memset(buf, ord("z"), 2)
libc.snprintf.argtypes = None
count = libc.snprintf(buf, c_size_t(8), b"%d-%s", c_int(42), c_char_p(b"xyz"))
print(buf.value, count, ctypes.string_at(buf, 4))
Ints = c_int * 5
a = Ints(5, 3, *range(2))
print(list(a), a[1:3], len(a), ctypes.cast(a, POINTER(c_int))[1])
i = c_int(7)
p = pointer(i)
p.contents.value += 1
p[0] *= 2
print(i.value, c_ubyte(300).value, ctypes.c_int8(200).value, c_int(-1).value, c_uint32(-1).value, ctypes.c_bool(5).value)
ctypes.set_errno(0)
print(libc.close(-1), ctypes.get_errno())
e = ctypes.c_char_p()
libc.strtol.argtypes, libc.strtol.restype = [c_char_p, POINTER(c_char_p), c_int], c_long
print(libc.strtol(b"123abc", byref(e), 10), e.value, libc.strtol(b"zz", None, 36))
for bad in (lambda: libc.strlen(5), lambda: libc.no_such_function, lambda: ctypes.CDLL("libnothing.so.9"), lambda: Ints(*range(6)), lambda: c_int("x"), lambda: POINTER(c_int)().contents, lambda: Header(1, 2, 3, 4), lambda: a[9]):
    try:
        bad()
    except (AttributeError, OSError, ctypes.ArgumentError, IndexError, TypeError, ValueError, RuntimeError) as e:
        print(type(e).__name__, str(e).split("/")[-1])
libc.memcpy(a, (c_int * 2)(100, 200), 8)
moved = (c_char * 4)()
ctypes.memmove(moved, b"wxyz", 4)
print(list(a), moved.raw, ctypes.sizeof(ctypes.py_object), ctypes.addressof(i) == ctypes.addressof(p.contents))
