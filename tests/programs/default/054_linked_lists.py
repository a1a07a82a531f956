"""Doubly linked list with iterators both ways, slicing, merge sort and cycle detection."""
from collections.abc import Sequence
from itertools import islice


class Cell:
    __slots__ = ("value", "next", "prev")

    def __init__(self, value):
        self.value, self.next, self.prev = value, None, None


class Linked(Sequence):
    def __init__(self, items=()):
        self.head = self.tail = None
        self._n = 0
        for i in items:
            self.append(i)

    def append(self, value):
        cell = Cell(value)
        if self.tail is None:
            self.head = self.tail = cell
        else:
            self.tail.next, cell.prev, self.tail = cell, self.tail, cell
        self._n += 1
        return cell

    def unlink(self, cell):
        if cell.prev:
            cell.prev.next = cell.next
        else:
            self.head = cell.next
        if cell.next:
            cell.next.prev = cell.prev
        else:
            self.tail = cell.prev
        self._n -= 1

    def __iter__(self):
        cell = self.head
        while cell:
            yield cell.value
            cell = cell.next

    def __reversed__(self):
        cell = self.tail
        while cell:
            yield cell.value
            cell = cell.prev

    def __len__(self):
        return self._n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Linked(list(self)[i])
        if not -self._n <= i < self._n:
            raise IndexError(f"index {i} outside 0..{self._n - 1}")
        return next(islice(self, i % self._n, None))

    def __repr__(self):
        return "⟨" + " ⇄ ".join(map(repr, self)) + "⟩"

    def reverse(self):
        cell = self.head
        while cell:
            cell.next, cell.prev = cell.prev, cell.next
            cell = cell.prev
        self.head, self.tail = self.tail, self.head
        return self

    def sort(self, key=lambda v: v):
        def split(cells):
            if len(cells) < 2:
                return cells
            mid = len(cells) // 2
            a, b, out = split(cells[:mid]), split(cells[mid:]), []
            while a and b:
                out.append(b.pop(0) if key(b[0]) < key(a[0]) else a.pop(0))
            return out + a + b
        values = split(list(self))
        cell = self.head
        for v in values:
            cell.value, cell = v, cell.next
        return self


class Forward:
    def __init__(self, value, nxt=None):
        self.value, self.next = value, nxt


def cycle_of(node):
    slow = fast = node
    while fast and fast.next:
        slow, fast = slow.next, fast.next.next
        if slow is fast:
            start, slow = 0, node
            while slow is not fast:
                slow, fast, start = slow.next, fast.next, start + 1
            length, fast = 1, slow.next
            while fast is not slow:
                fast, length = fast.next, length + 1
            return start, length
    return None


xs = Linked("linked")
print(xs, len(xs), xs[0], xs[-1], xs[1:4], xs.index("k"), xs.count("x"), "e" in xs)
print(list(reversed(xs)), xs.reverse())
print(Linked(["pear", "fig", "apple", "kiwi", "date"]).sort(key=len), Linked([5, 3, 9, 1]).sort())
middle = xs.head.next.next
xs.unlink(middle)
xs.unlink(xs.head)
xs.unlink(xs.tail)
print(xs, list(reversed(xs)), Linked())
try:
    xs[10]
except IndexError as e:
    print(e)
nodes = [Forward(i) for i in range(9)]
for a, b in zip(nodes, nodes[1:]):
    a.next = b
print(cycle_of(nodes[0]))
nodes[-1].next = nodes[3]
print(cycle_of(nodes[0]), cycle_of(nodes[5]))


def josephus(n, k):
    ring = Linked(range(1, n + 1))
    cell, out = ring.head, []
    while len(ring):
        for _ in range(k - 1):
            cell = cell.next or ring.head
        out.append(cell.value)
        nxt = cell.next
        ring.unlink(cell)
        cell = nxt or ring.head
    return out


print(josephus(10, 3), "survivor of 41:", josephus(41, 3)[-1])
