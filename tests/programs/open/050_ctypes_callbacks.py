"""Python functions called back from C: qsort and bsearch with comparison callbacks, and errors inside them."""
import ctypes
from ctypes import CFUNCTYPE, POINTER, c_double, c_int, c_size_t, c_void_p, cast, sizeof

libc = ctypes.CDLL(None)
COMPARE = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
libc.qsort.argtypes, libc.qsort.restype = [c_void_p, c_size_t, c_size_t, COMPARE], None
libc.bsearch.argtypes, libc.bsearch.restype = [c_void_p, c_void_p, c_size_t, c_size_t, COMPARE], c_void_p
calls = 0


def compare(a, b):
    global calls
    calls += 1
    return (a[0] > b[0]) - (a[0] < b[0])


values = [33, 7, 99, 1, 5, 7, -4, 60]
array = (c_int * len(values))(*values)
callback = COMPARE(compare)
libc.qsort(array, len(values), sizeof(c_int), callback)
print(list(array), list(array) == sorted(values), "calls:", calls > 0)
libc.qsort(array, len(values), sizeof(c_int), COMPARE(lambda a, b: b[0] - a[0]))
print(list(array))
libc.qsort(array, len(values), sizeof(c_int), callback)
for wanted in (60, 61):
    found = libc.bsearch(ctypes.byref(c_int(wanted)), array, len(values), sizeof(c_int), callback)
    print(wanted, "at", (found - ctypes.addressof(array)) // sizeof(c_int) if found else None)


@CFUNCTYPE(c_double, c_double)
def half(x):
    return x / 2


print(half(5.0), callback(ctypes.pointer(c_int(1)), ctypes.pointer(c_int(2))))
Table = CFUNCTYPE(c_int, c_int) * 3
table = Table(*(CFUNCTYPE(c_int, c_int)(lambda x, k=k: x * k) for k in (1, 2, 3)))
print([f(10) for f in table])
address = cast(half, c_void_p).value
print("same code:", CFUNCTYPE(c_double, c_double)(address)(9.0), address != 0)
