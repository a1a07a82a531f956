"""Named shared memory between a parent and forked children, and a ShareableList."""
import multiprocessing as mp
import struct
from multiprocessing import shared_memory


def invert(name, start, stop):
    block = shared_memory.SharedMemory(name)
    for i in range(start, stop):
        block.buf[i] = 255 - block.buf[i]
    block.close()


def add_one(name):
    items = shared_memory.ShareableList(name=name)
    items[0] += 1
    items[2] = "changed"
    items.shm.close()


def run(target, *args):
    p = mp.Process(target=target, args=args)
    p.start()
    p.join()
    return p.exitcode


if __name__ == "__main__":
    block = shared_memory.SharedMemory(create=True, size=64)
    try:
        block.buf[:64] = bytes(range(64))
        print("exit", run(invert, block.name, 0, 32), run(invert, block.name, 60, 64))
        print(bytes(block.buf[:8]).hex(), bytes(block.buf[30:34]).hex(), bytes(block.buf[58:64]).hex())
        struct.pack_into("<id", block.buf, 0, -7, 2.5)
        other = shared_memory.SharedMemory(block.name)
        print(struct.unpack_from("<id", other.buf, 0), other.size >= 64, other.name == block.name)
        other.close()
    finally:
        block.close()
        block.unlink()
    try:
        shared_memory.SharedMemory(block.name)
    except FileNotFoundError as e:
        print("gone:", e.strerror)
    items = shared_memory.ShareableList([1, 2.5, "original", b"bytes", None, True])
    run(add_one, items.shm.name)
    print(list(items), len(items), items.count(True), items.index("changed"), items.format)
    try:
        items[3] = b"far too long for the slot"
    except ValueError as e:
        print(e)
    items.shm.close()
    items.shm.unlink()
