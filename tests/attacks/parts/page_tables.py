# SPDX-License-Identifier: Apache-2.0
"""Takes memory that is no page of any process: the page tables of a terabyte that is only read."""
import ctypes

SIZE, STEP = 1 << 40, 2 << 20  # a page of page table maps as much as a step
NORESERVE, ANONYMOUS, PRIVATE = 0x4000, 0x20, 2
MADV_NOHUGEPAGE = 15


def take_page_tables():
    """A page more with each turn, of 500,000; yields the number of the turn."""
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    at = libc.mmap(None, ctypes.c_size_t(SIZE), 1, PRIVATE | ANONYMOUS | NORESERVE, -1, 0)
    libc.madvise(ctypes.c_void_p(at), ctypes.c_size_t(SIZE), MADV_NOHUGEPAGE)
    for count, place in enumerate(range(at, at + SIZE, STEP)):
        ctypes.c_ubyte.from_address(place).value
        yield count
