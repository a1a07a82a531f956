# SPDX-License-Identifier: Apache-2.0
"""Reads all memory that a program was forked with: the interpreter's image and heap, what was
mapped beside the libraries, the stack. A pattern that is searched for must not match itself."""
import ctypes
import os

libc = ctypes.CDLL(None)
libc.sbrk.restype = libc.getauxval.restype = libc.mmap.restype = ctypes.c_ulong
libc.getauxval.argtypes = [ctypes.c_ulong]
libc.write.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
libc.mmap.argtypes = [ctypes.c_ulong] * 6
libc.munmap.argtypes = [ctypes.c_ulong] * 2
AT_PHDR, AT_RANDOM, ANONYMOUS_WHERE_FREE, MB = 3, 25, 0x100022, 1 << 20
read_end, write_end = os.pipe()


def is_free(at):
    got = libc.mmap(at, MB, 0, ANONYMOUS_WHERE_FREE, (1 << 64) - 1, 0)
    return got < 1 << 63 and libc.munmap(got, MB) == 0 and got == at


def readable(low, high):
    """write(2) tells an unmapped page without a fault."""
    at, kept = low & ~4095, b""
    while at < high:
        size = libc.write(write_end, at, 65536)
        if size <= 0:
            at, kept = at + (MB if is_free(at) else 4096), b""
            continue
        found = os.read(read_end, 65536)
        yield kept + found
        at, kept = at + max(4096, size & ~4095), found[-200:]


def pieces_of_memory():
    """One after another; what lies across the border of two is in the second."""
    image, stack = libc.getauxval(AT_PHDR), libc.getauxval(AT_RANDOM)
    library = ctypes.cast(libc.malloc, ctypes.c_void_p).value
    for low, high in ((image, libc.sbrk(0) + MB), (library - 600 * MB, library + 64 * MB),
                      (stack - 9 * MB, stack + MB)):
        yield from readable(low, high)
